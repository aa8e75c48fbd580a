// openapi.json against the running service: every path, status and member.
// usage: openapi.mjs ROOT WSCLIENT
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import http from 'node:http';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { Service, run, until } from './service.mjs';

const [, , root, client] = process.argv;
const service = new Service(root);
await service.start();

const contract = await (await fetch(`${service.url}/openapi.json`)).json();
const seen = new Set(); // "METHOD path status"
const met = new Set(); // "Schema.member"
// only a service with AMB_FEED_CLIENTS connections says so
const rare = /(\/ws|\/frame\/).* 503$/;

// a member that is not told of is a mistake
function close(schema) {
	for (const part of Object.values(schema))
		if (part && typeof part === 'object')
			close(part);
	if (schema.properties && schema.additionalProperties === undefined &&
		!('example' in schema))
		schema.additionalProperties = false;
	return schema;
}

const components = close(structuredClone(contract.components.schemas));
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'amb', components: { schemas: components } });

const resolve = (thing) => (thing.$ref
	? thing.$ref.slice(2).split('/').reduce((o, k) => o[k], contract) : thing);

const absolute = (schema) => JSON.parse(
	JSON.stringify(schema).replaceAll('"#/', '"amb#/'));

// which members of the named schemas a document has
function meet(schema, value) {
	if (!schema || value === null || typeof value !== 'object')
		return;
	if (schema.$ref) {
		const name = schema.$ref.split('/').at(-1);
		for (const member of Object.keys(value))
			met.add(`${name}.${member}`);
		meet(resolve(schema), value);
		return;
	}
	for (const one of schema.oneOf || [])
		if (!one.$ref?.endsWith('Event') || ajv.validate(absolute(one), value))
			meet(one, value);
	if (Array.isArray(value))
		for (const item of value.slice(0, 50))
			meet(schema.items, item);
	else
		for (const [name, part] of Object.entries(value))
			meet(schema.properties?.[name], part);
}

function valid(schema, value, where) {
	const ok = ajv.validate(absolute(close(structuredClone(schema))), value);
	assert.ok(ok, `${where}: ${ajv.errorsText()} ${
		JSON.stringify(value).slice(0, 200)}`);
	meet(schema, value);
}

function check(method, path, { status, headers, body }) {
	const where = `${method} ${path} ${status}`;
	const operation = contract.paths[path]?.[method.toLowerCase()];
	assert.ok(operation, `no such operation: ${where}`);
	assert.ok(operation.responses[status], `not told of: ${where}`);
	const response = resolve(operation.responses[status]);
	const type = (headers['content-type'] || '').split(';')[0];
	for (const name of Object.keys(response.headers || {}))
		assert.ok(headers[name.toLowerCase()], `${where}: no ${name}`);
	if (response.content) {
		assert.ok(response.content[type], `${where}: ${type}`);
		if (type === 'application/json')
			valid(response.content[type].schema, JSON.parse(body), where);
	}
	seen.add(where);
}

const request = (method, where, headers, body) => new Promise((done, bad) => {
	// a connection that is used again may just have been closed
	const how = { method, headers, agent: false };
	const r = http.request(service.url + where, how, (answer) => {
		const parts = [];
		answer.on('data', (part) => parts.push(part));
		answer.on('end', () => done({
			status: answer.statusCode, headers: answer.headers,
			body: Buffer.concat(parts).toString(),
		}));
	});
	r.on('upgrade', (answer, socket) => {
		socket.destroy();
		done({ status: 101, headers: answer.headers, body: '' });
	});
	r.on('error', bad);
	r.end(body);
});

// ask(METHOD, path, where, status, headers, body): that is answered, and told
async function ask(method, path, where, status, headers = {}, body = undefined) {
	const answer = await request(method, where, headers, body);
	assert.equal(answer.status, status, `${method} ${where}: ${answer.body}`);
	check(method, path, answer);
	return answer;
}

const json = { 'content-type': 'application/json' };

// what a server rarely says is asked of amb-cgi itself
function cgi(method, path, where, status, more, body = '') {
	const [file, query = ''] = where.split('?');
	const { stdout } = spawnSync(`${process.env.AMB_BINDIR}/amb-cgi`, {
		input: body,
		env: {
			...process.env, REQUEST_METHOD: method, REQUEST_URI: where,
			SCRIPT_NAME: file, QUERY_STRING: query,
			GATEWAY_INTERFACE: 'CGI/1.1', CONTENT_TYPE: 'application/json',
			CONTENT_LENGTH: String(Buffer.byteLength(body)), ...more,
		},
	});
	const [head, ...rest] = String(stdout).split('\r\n\r\n');
	const lines = head.split('\r\n').map((line) => line.split(/: (.*)/));
	const headers = Object.fromEntries(
		lines.map(([name, value]) => [name.toLowerCase(), value]));
	assert.equal(Number.parseInt(headers.status, 10), status,
		`${method} ${where}: ${stdout}`);
	check(method, path, { status, headers, body: rest.join('\r\n\r\n') });
}

const posts = {
	'/api/app/submit': '{"instruction":"red heart"}',
	'/api/voice/submit': '{"instruction":"灯带变成蓝色"}',
	'/api/app/strip/command': JSON.stringify({
		mode: 'static', colors: [{ name: 'x', rgb: [1, 2, 3] }], brightness: 1,
		speed: 4, led_count: 3, mode_options: {},
	}),
	'/api/app/power': '{"matrix":true,"strip":true}',
	'/api/app/brightness': '{"matrix":1,"strip":1}',
	'/api/app/undo': '{}',
	'/api/app/redo': '{}',
	'/api/app/restore': '{"id":"01KA0000000000000000000001"}',
	'/api/app/scenes/{name}/recall': '{}',
};
// a value that is refused
const bad = {
	'/api/app/power': '{"matrix":7}', '/api/app/brightness': '{"strip":7}',
	'/api/app/undo': '{"zone":7}', '/api/app/redo': '{"zone":7}',
	'/api/app/restore': '{"id":7}',
	'/api/app/scenes/{name}/recall': '{"zone":7}',
};
const named = (path) => path.replace('{name}', 'evening');
const needsBody = (path) => contract.paths[path].post.requestBody.required;
const gif = Buffer.from(
	'R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
const picture = '/api/matrix/downsample';

// a folder of tools of which these are replaced
function tools(name, fakes) {
	const folder = `${process.env.AMB_SPOOL}-${name}`;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	for (const [tool, text] of Object.entries(fakes))
		writeFileSync(`${folder}/${tool}`, `#!/bin/sh\n${text}\n`,
			{ mode: 0o755 });
	// in a spool without a resident amb-publish
	return { AMB_BINDIR: folder, AMB_SPOOL: `${folder}/spool` };
}

const all = ['plan', 'strip', 'publish', 'form', 'downsample'];
const every = (text) =>
	Object.fromEntries(all.map((tool) => [`amb-${tool}`, text]));

await run({
	async changes() {
		for (const [path, body] of Object.entries(posts)) {
			const where = named(path);
			if (!/(do|restore|recall)$/.test(path))
				await ask('POST', path, where, 200, json, body);
			await ask('POST', path, where, 400, json, '{');
			await ask('POST', path, where, 413, json, ' '.repeat(70000));
			await ask('POST', path, where, 415, {}, body);
			await ask('POST', path, where, 422, json,
				bad[path] || '{"colors":7}');
		}
		await ask('POST', picture, `${picture}?include_raw=true`, 200,
			{ 'content-type': 'image/gif' }, gif);
		await ask('POST', picture, picture, 400, { 'content-type': 'image/gif' },
			gif.subarray(0, 20));
		await ask('POST', picture, picture, 415, { 'content-type': 'text/plain' },
			'x');
		await ask('POST', picture, `${picture}?width=0`, 422,
			{ 'content-type': 'image/gif' }, gif);
		await ask('POST', '/api/app/undo', '/api/app/undo', 200, json, '{}');
		await ask('POST', '/api/app/redo', '/api/app/redo', 200);
		await ask('POST', '/api/app/redo', '/api/app/redo', 409);
		const { body } = await request('GET', '/api/app/history', {});
		const [, { id }] = JSON.parse(body).items;
		await ask('POST', '/api/app/restore', '/api/app/restore', 200, json,
			JSON.stringify({ id }));
		await ask('POST', '/api/app/restore', '/api/app/restore', 404, json,
			posts['/api/app/restore']);
		for (const path of Object.keys(bad).slice(0, 2)) {
			await ask('POST', path, path, 200);
			await ask('GET', path, path, 200);
			await ask('GET', path, `${path}?zone=A`, 422);
		}
		await ask('POST', '/api/app/undo', '/api/app/undo', 409, json,
			'{"zone":"nowhere"}');
	},

	async scenes() {
		const scene = '/api/app/scenes/{name}';
		const recall = `${scene}/recall`;
		const scenes = '/api/app/scenes';
		for (const method of ['PUT', 'DELETE']) {
			await ask(method, scene, `${scenes}/%20`, 422);
			cgi(method, scene, named(scene), 500, tools('bad', every('exit 70')));
			cgi(method, scene, named(scene), 503,
				tools('busy', every('exit 75')));
		}
		await ask('PUT', scene, named(scene), 400, json, '{');
		await ask('PUT', scene, named(scene), 413, json, ' '.repeat(70000));
		await ask('PUT', scene, named(scene), 415, {}, '{}');
		await ask('PUT', scene, named(scene), 200);
		await ask('GET', scenes, scenes, 200);
		await ask('GET', scenes, `${scenes}?zone=A`, 422);
		await ask('POST', recall, named(recall), 200);
		await ask('POST', recall, `${scenes}/nothing/recall`, 404);
		await ask('DELETE', scene, named(scene), 200);
		await ask('DELETE', scene, named(scene), 404);
		await ask('PUT', scene, `${scenes}/x?zone=nowhere`, 404);
		for (let i = 0; i < 200; i++)
			await request('PUT', `${scenes}/scene${i}`, {});
		await ask('PUT', scene, `${scenes}/one-more`, 409);
	},

	async timers() {
		const all = '/api/app/timers';
		const one = `${all}/{id}`;
		const none = `${all}/01KA0000000000000000000001`;
		const set = (more) => JSON.stringify({ instruction: 'red', ...more });
		const { body } = await ask('POST', '/api/app/submit', '/api/app/submit',
			200, json, set({ in_s: 3600 }));
		await ask('POST', '/api/app/submit', '/api/app/submit', 200, json,
			set({ at: '07:00', repeat: ['mon', 'sun'] }));
		await ask('POST', '/api/voice/submit', '/api/voice/submit', 200, json,
			set({ at: '07:00', repeat: 'daily' }));
		await ask('GET', all, all, 200);
		await ask('GET', all, `${all}?zone=A`, 422);
		const { id } = JSON.parse(body).timer;
		await ask('DELETE', one, `${all}/${id}`, 200);
		await ask('DELETE', one, `${all}/${id}`, 404);
		await ask('DELETE', one, `${all}/x`, 422);
		cgi('DELETE', one, none, 500, tools('bad', every('exit 70')));
		cgi('DELETE', one, none, 503, tools('busy', every('exit 75')));
		const full = { AMB_SPOOL: `${process.env.AMB_SPOOL}-timers` };
		execFileSync(`${process.env.AMB_BINDIR}/amb-publish`, ['-r'], {
			env: { ...process.env, ...full },
			input: `timer_add ${set({ in_s: 3600 })}\n`.repeat(1000),
		});
		for (const path of ['/api/app/submit', '/api/voice/submit'])
			cgi('POST', path, path, 409, full, set({ in_s: 3600 }));
	},

	async zones() {
		const all = '/api/zones';
		const one = `${all}/{zone}`;
		await request('POST', '/api/app/power?zone=spare', json,
			posts['/api/app/power']);
		await ask('GET', all, all, 200);
		await ask('GET', all, `${all}?limit=0`, 422);
		await ask('DELETE', one, `${all}/A`, 422);
		await ask('DELETE', one, `${all}/spare`, 200);
		await ask('DELETE', one, `${all}/spare`, 404);
		cgi('DELETE', one, `${all}/x`, 500, tools('bad', every('exit 70')));
		cgi('DELETE', one, `${all}/x`, 503, tools('busy', every('exit 75')));
		const full = {
			AMB_SPOOL: `${process.env.AMB_SPOOL}-full`, AMB_ZONES_MAX: '1',
		};
		execFileSync(`${process.env.AMB_BINDIR}/amb-publish`, ['-i'],
			{ env: { ...process.env, ...full } });
		for (const path of ['/api/app/strip/command', '/api/app/power',
			'/api/app/brightness'])
			cgi('POST', path, `${path}?zone=more`, 507, full, posts[path]);
		for (const path of ['/api/app/submit', '/api/voice/submit'])
			cgi('POST', path, path, 507, full,
				'{"instruction":"red heart","zone":"more"}');
		cgi('POST', picture, `${picture}?zone=more`, 507,
			{ ...full, CONTENT_TYPE: 'image/gif' }, gif);
	},

	async faults() {
		const none = { CONTENT_LENGTH: '' };
		for (const [path, body] of Object.entries({ ...posts, [picture]: 'x' })) {
			const where = named(path);
			if (needsBody(path))
				cgi('POST', path, where, 411, none, body);
			cgi('POST', path, where, 500, tools('bad', every('exit 70')), body);
			cgi('POST', path, where, 503, tools('busy', every('exit 75')), body);
			if (path.includes('submit'))
				cgi('POST', path, path, 502, tools('no', every('exit 69')), body);
		}
		cgi('POST', picture, picture, 413, { CONTENT_LENGTH: '99999999' }, 'x');
		cgi('GET', '/healthz', '/healthz', 503, { AMB_SPOOL: '/nowhere/at/all' });
	},

	async reads() {
		for (const [path, { get }] of Object.entries(contract.paths)) {
			if (!get?.responses[304])
				continue;
			const where = path.replace('{zone}', 'main');
			const { headers } = await ask('GET', path, where, 200);
			await ask('GET', path, where, 304, { 'if-none-match': headers.etag });
			if (where === path)
				cgi('GET', path, path, 404, { REDIRECT_STATUS: '404' });
			else
				await ask('GET', path, path.replace('{zone}', 'nowhere'), 404);
		}
		const past = '/api/app/history';
		await ask('GET', past, past, 200);
		await ask('GET', past, `${past}?zone=nowhere`, 404);
		await ask('GET', past, `${past}?limit=x`, 422);
		const { id } = JSON.parse((await ask('POST', '/api/app/submit',
			'/api/app/submit', 200, json, posts['/api/app/submit'])).body);
		const job = '/api/jobs/{id}';
		await until('the job is done', async () => JSON.parse(
			(await ask('GET', job, `/api/jobs/${id}`, 200)).body)
			.state === 'done');
		const off = JSON.parse((await ask('POST', '/api/app/submit',
			'/api/app/submit', 200, json, '{"instruction":"lights off"}')).body);
		assert.equal(off.outcome, 'done');
		await ask('GET', job, `/api/jobs/${off.id}`, 404);
		await ask('GET', job, '/api/jobs/01KA0000000000000000000001', 404);
		await ask('GET', job, '/api/jobs/x', 422);
		await ask('GET', '/healthz', '/healthz', 200);
		for (const path of ['/openapi.json', '/ui', '/docs'])
			await ask('GET', path, path, 200);
		await ask('GET', '/', '/', 302);
	},

	async live() {
		for (const path of Object.keys(contract.paths)) {
			const where = path.replace('{zone}', 'main');
			if (path.includes('/frame/')) {
				await ask('GET', path, where, 200);
				await ask('GET', path, `${where}?led_count=0`, 422);
				await ask('GET', path, path.includes('{') ?
					path.replace('{zone}', 'nowhere') : `${path}?zone=nowhere`, 404);
			}
			if (!path.startsWith('/ws'))
				continue;
			const upgrade = {
				connection: 'Upgrade', upgrade: 'websocket',
				'sec-websocket-version': '13',
				'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
			};
			await ask('GET', path, path, 101, upgrade);
			await ask('GET', path, path, 403,
				{ ...upgrade, origin: 'http://evil.test' });
			await ask('GET', path, `${path}?zone=nowhere`, 404, upgrade);
			await ask('GET', path, `${path}?zone=A`, 422, upgrade);
			await ask('GET', path, path, 426);
		}
	},

	async events() {
		const schema = contract.paths['/ws'].get['x-messages'].schema;
		const news = [];
		const address = `${service.url.replace('http', 'ws')}/ws`;
		assert.ok(address.startsWith('ws:'));
		// a degraded scene has errors; it is published by hand
		const scene = {
			instruction: 'x', plan: { target: 'both', speakable_reason: 's' },
			strip: { command: JSON.parse(posts['/api/app/strip/command']) },
			errors: [{
				stage: 'genimg', code: 'timeout', retry: true, message: 'm',
			}],
		};
		setTimeout(() => execFileSync(`${process.env.AMB_BINDIR}/amb-publish`,
			{ input: `${JSON.stringify(scene)}\n` }), 700);
		setTimeout(() => request('POST', '/api/app/submit', json,
			posts['/api/app/submit']), 1500);
		const { spawn } = await import('node:child_process');
		for (const path of Object.keys(bad).slice(0, 2))
			setTimeout(() => request('POST', path, json, posts[path]), 1000);
		setTimeout(() => request('PUT', '/api/app/scenes/scene1', {}), 1200);
		setTimeout(() => request('POST', '/api/app/submit', json,
			'{"instruction":"red","in_s":3600}'), 1300);
		setTimeout(() => request('DELETE', '/api/zones/main', {}), 3500);
		const child = spawn(client, ['-n', '12', service.port, '/ws']);
		let text = '';
		child.stdout.on('data', (bytes) => (text += bytes));
		await until('the zone is removed', () => /zone_removed/.test(text));
		child.kill();
		for (const line of text.match(/^text .*$/gm)) {
			news.push(JSON.parse(line.slice(5)));
			valid(schema, news.at(-1), '/ws');
		}
		assert.equal(news[0].type, 'state');
		assert.equal(new Set(news.map((n) => n.type)).size, 9);
	},

	async whole() {
		const told = Object.entries(contract.paths).flatMap(([path, methods]) =>
			Object.entries(methods).flatMap(([method, { responses }]) =>
				Object.keys(responses).map(
					(status) => `${method.toUpperCase()} ${path} ${status}`)));
		assert.deepEqual(told.filter((w) => !seen.has(w) && !rare.test(w)), []);
		const members = Object.entries(contract.components.schemas)
			.filter(([name]) => !['Submit', 'StripRequest', 'Event'].includes(name))
			.flatMap(([name, { properties }]) =>
				Object.keys(properties || {}).map((member) => `${name}.${member}`));
		assert.deepEqual(members.filter((m) => !met.has(m)), []);
	},

	// the examples are what the schemas say
	async examples() {
		for (const [path, methods] of Object.entries(contract.paths)) {
			for (const { responses, requestBody } of Object.values(methods)) {
				const bodies = [requestBody, ...Object.values(responses)];
				for (const body of bodies.filter(Boolean).map(resolve)) {
					const media = body.content?.['application/json'];
					if (media?.example)
						valid(media.schema, media.example, path);
				}
			}
		}
	},
});

await service.stop();
