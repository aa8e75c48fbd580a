// A service of one's own, as scripts/serve starts it.
import { spawn } from 'node:child_process';

export class Service {
	constructor(root) {
		this.root = root;
		this.port = '0';
		// however we end, it ends with us
		process.on('SIGTERM', () => process.exit(1));
		process.on('exit', () => this.child?.kill('SIGTERM'));
	}

	// start(): on a free port, and on the same one ever after
	async start() {
		this.child = spawn(`${this.root}/scripts/serve`, ['-p', this.port],
			{ stdio: ['ignore', 'pipe', 'inherit'] });
		this.ended = new Promise((done) => this.child.on('exit', done));
		this.url = await new Promise((found, failed) => {
			let text = '';
			this.child.stdout.on('data', (bytes) => {
				text += bytes;
				const match = /^amb: (\S+)/m.exec(text);
				if (match)
					found(match[1]);
			});
			this.ended.then(() => failed(new Error('serve has ended')));
		});
		this.port = new URL(this.url).port;
	}

	async stop() {
		this.child.kill('SIGTERM');
		await this.ended;
	}
}

// until(what, check): until check() returns something true
export async function until(what, check, ms = 20000) {
	const end = Date.now() + ms;
	let last;
	while (Date.now() < end) {
		last = await check();
		if (last)
			return last;
		await new Promise((wake) => setTimeout(wake, 30));
	}
	throw new Error(`never: ${what}`);
}

// Cases in order; each prints one line: "ok NAME" or "not ok NAME: why".
export async function run(cases) {
	for (const [name, work] of Object.entries(cases)) {
		const begin = Date.now();
		try {
			await work();
			console.log(`ok ${name}`);
			console.error(`${name}: ${Date.now() - begin} ms`);
		} catch (error) {
			const why = String(error.stack || error).replace(/\s*\n\s*/g, ' | ');
			console.log(`not ok ${name}: ${why}`);
		}
	}
}
