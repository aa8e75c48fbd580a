// Requests, and what can go wrong with them in plain words.
import { t } from './language.js';
import { hush } from './notice.js';

export class Trouble extends Error {
	constructor(key, values, status) {
		super(key);
		this.key = key;
		this.values = values;
		this.status = status;
	}

	get text() {
		return t(this.key, this.values);
	}
}

const keys = {
	413: 'trouble.size', 415: 'trouble.kind', 507: 'trouble.said',
};

function refusal(answer, detail) {
	const status = answer.status;
	if (status === 503)
		return new Trouble('trouble.busy',
			{ s: answer.headers.get('retry-after') || 2 }, status);
	const key = keys[status] ||
		(status >= 500 ? 'trouble.inside' : 'trouble.said');
	return new Trouble(key, { detail }, status);
}

// ask(path, options): the JSON that is answered; throws Trouble.  What changes
// something takes away what was said of the last change.
export async function ask(path, options) {
	if (options)
		hush();
	let answer;
	let body;
	try {
		answer = await fetch(path, { cache: 'no-store', ...options });
		body = await answer.json();
	} catch {
		if (answer && answer.status === 413)
			throw new Trouble('trouble.size', {}, 413);
		throw new Trouble('trouble.away', {}, 0);
	}
	if (!answer.ok)
		throw refusal(answer, body.detail || answer.statusText);
	return body;
}

export function send(method, path, body = {}) {
	return ask(path, {
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

export const post = (path, body) => send('POST', path, body);

export const remove = (path) => ask(path, { method: 'DELETE' });

// complain(element, trouble): show it there; null takes it away
export function complain(element, trouble) {
	element.hidden = !trouble;
	element.textContent = trouble
		? trouble.text || t('trouble.inside', { detail: trouble.message })
		: '';
}
