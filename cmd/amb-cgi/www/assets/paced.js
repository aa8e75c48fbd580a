// What changes faster than it can be sent: one request at a time, the first at
// once, the others at least `pace` apart, each with the newest values.
const pace = 100; // ms

const rest = () => new Promise((wake) => setTimeout(wake, pace));

export class Paced {
	// send(values) makes a promise; settled(trouble) is called when nothing is
	// left to be sent
	constructor(send, settled) {
		this.send = send;
		this.settled = settled;
		this.next = {};
		this.sent = {};
		this.busy = false;
	}

	// wanted: what is not answered yet
	get wanted() {
		return { ...this.sent, ...this.next };
	}

	async want(values) {
		Object.assign(this.next, values);
		if (this.busy)
			return;
		this.busy = true;
		let trouble = null;
		while (Object.keys(this.next).length) {
			this.sent = this.next;
			this.next = {};
			trouble = await this.once();
		}
		this.sent = {};
		this.busy = false;
		this.settled(trouble);
	}

	async once() {
		const rested = rest();
		try {
			await this.send(this.sent);
			await rested;
			return null;
		} catch (trouble) {
			await rested;
			return trouble;
		}
	}
}
