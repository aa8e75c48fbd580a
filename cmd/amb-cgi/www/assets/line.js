// A WebSocket that comes back: after 0.5 s, then 1, 2, 4, ... 15 s, each a
// little early or late, so that many panels do not return at one moment.
const first = 500;
const longest = 15000;

export class Line {
	// open(), message(event) and lost() are called as their names say
	constructor(kind, { open, message, lost }) {
		this.kind = kind;
		this.calls = { open, message, lost };
		this.wait = first;
		addEventListener('online', () => this.hurry());
		addEventListener('visibilitychange', () => this.hurry());
	}

	// go(path): connect there and stay; null hangs up
	go(path) {
		this.path = path;
		this.wait = first;
		this.drop();
		if (path !== null)
			this.dial();
	}

	drop() {
		clearTimeout(this.timer);
		this.timer = null;
		const old = this.socket;
		this.socket = null;
		if (old)
			old.close();
	}

	dial() {
		const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
		const socket = new WebSocket(`${scheme}//${location.host}${this.path}`);
		socket.binaryType = this.kind;
		this.socket = socket;
		this.timer = null;
		socket.onopen = () => {
			this.wait = first;
			this.calls.open?.();
		};
		socket.onmessage = (event) => {
			if (socket === this.socket)
				this.calls.message(event.data);
		};
		socket.onclose = () => {
			if (socket === this.socket)
				this.later();
		};
	}

	later() {
		this.socket = null;
		this.calls.lost?.();
		const ms = this.wait * (0.75 + Math.random() / 2);
		this.wait = Math.min(this.wait * 2, longest);
		this.timer = setTimeout(() => this.dial(), ms);
	}

	// the network or the reader is back: no reason to wait
	hurry() {
		if (this.timer && !document.hidden) {
			clearTimeout(this.timer);
			this.dial();
		}
	}
}
