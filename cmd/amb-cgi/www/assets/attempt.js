// "Try it": a form made of an operation's parameters, and what comes back.
import { make, pretty } from './dom.js';
import { t } from './language.js';

const shownMessages = 20;

function inputFor(parameter) {
	const schema = parameter.schema;
	const input = schema.type === 'boolean'
		? make('select', {}, ...['', 'true', 'false'].map((v) =>
			make('option', { value: v }, v)))
		: make('input', {
			type: 'text', spellcheck: false, autocomplete: 'off',
			placeholder: String(schema.default ?? ''),
			value: parameter.example ?? '', required: Boolean(parameter.required),
		});
	return { parameter, input };
}

function bodyFor(operation) {
	const content = operation.requestBody?.content;
	if (!content)
		return null;
	if (content['application/json']) {
		const example = content['application/json'].example ?? {};
		const text = pretty(example);
		return make('textarea', {
			value: text, rows: Math.min(12, text.split('\n').length),
			spellcheck: false,
		});
	}
	return make('input', { type: 'file', accept: 'image/*', required: true });
}

function address(path, fields) {
	const query = new URLSearchParams();
	const headers = {};
	for (const { parameter, input } of fields) {
		if (input.value === '')
			continue;
		if (parameter.in === 'path')
			path = path.replace(`{${parameter.name}}`,
				encodeURIComponent(input.value));
		else if (parameter.in === 'header')
			headers[parameter.name] = input.value;
		else
			query.set(parameter.name, input.value);
	}
	return { path: query.size ? `${path}?${query}` : path, headers };
}

function options(method, headers, body) {
	if (!body)
		return { method, headers, cache: 'no-store' };
	if (body.type === 'file') {
		const form = new FormData();
		form.append('file', body.files[0]);
		return { method, headers, body: form };
	}
	return {
		method, body: body.value,
		headers: { ...headers, 'content-type': 'application/json' },
	};
}

const hexdump = (bytes) => [...bytes.subarray(0, 96)]
	.map((b) => b.toString(16).padStart(2, '0')).join(' ') +
	(bytes.length > 96 ? ' …' : '') + `\n${bytes.length} bytes`;

async function read(answer) {
	const type = answer.headers.get('content-type') || '';
	if (type.includes('octet-stream'))
		return hexdump(new Uint8Array(await answer.arrayBuffer()));
	const text = await answer.text();
	return type.includes('json') ? pretty(JSON.parse(text)) : text;
}

async function send(path, settings, out) {
	const begin = performance.now();
	try {
		const answer = await fetch(path, settings);
		const text = await read(answer);
		const ms = Math.round(performance.now() - begin);
		const etag = answer.headers.get('etag');
		out.textContent = `${answer.status} ${answer.statusText}  ${ms} ms` +
			`${etag ? `\nETag: ${etag}` : ''}\n\n${text}`;
	} catch {
		out.textContent = t('trouble.away');
	}
}

// a WebSocket: its newest messages, until it is closed
function listen(path, out, button) {
	const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
	const socket = new WebSocket(`${scheme}//${location.host}${path}`);
	const lines = [];
	socket.binaryType = 'arraybuffer';
	const say = (line) => {
		lines.unshift(line);
		lines.length = Math.min(lines.length, shownMessages);
		out.textContent = lines.join('\n');
	};
	socket.onopen = () => say('open');
	socket.onmessage = ({ data }) => say(typeof data === 'string'
		? data.slice(0, 300) : hexdump(new Uint8Array(data).subarray(0, 96)));
	socket.onclose = () => {
		say('closed');
		button.textContent = t('docs.connect');
		button.socket = null;
	};
	button.socket = socket;
	button.textContent = t('docs.close');
}

// attempt(method, path, operation, parameters): the form
export function attempt(method, path, operation, parameters) {
	const live = Boolean(operation['x-messages']);
	const fields = parameters.map(inputFor);
	const body = bodyFor(operation);
	const out = make('pre', { hidden: true, tabIndex: 0 });
	out.setAttribute('role', 'region');
	out.setAttribute('aria-label', t('docs.answer'));
	out.setAttribute('aria-live', live ? 'off' : 'polite');
	const button = make('button', { type: 'submit', className: 'main' },
		t(live ? 'docs.connect' : 'docs.send'));
	const form = make('form', { className: 'try' },
		...fields.map(({ parameter, input }) =>
			make('label', {}, parameter.name, input)),
		body && make('label', {}, t('docs.body'), body), button);
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		out.hidden = false;
		const { path: where, headers } = address(path, fields);
		if (button.socket) {
			button.socket.close();
		} else if (live) {
			listen(where, out, button);
		} else {
			button.disabled = true;
			await send(where, options(method.toUpperCase(), headers, body), out);
			button.disabled = false;
		}
	});
	return make('div', {}, form, out);
}
