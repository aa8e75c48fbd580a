// The contract as a page: every request, what it answers, and a way to try it.
import { ask, complain } from './api.js';
import { attempt } from './attempt.js';
import { $, make, pretty } from './dom.js';
import * as language from './language.js';
import * as schema from './schema.js';

const { t } = language;
let contract = null;

function resolve(thing) {
	return thing.$ref
		? thing.$ref.slice(2).split('/').reduce((o, k) => o[k], contract) : thing;
}

function part(title, ...content) {
	return content.some(Boolean)
		? make('div', {}, make('h3', {}, t(title)), ...content) : null;
}

function parameterList(parameters) {
	const rows = parameters.flatMap((p) => [
		make('dt', {}, p.name),
		make('dd', {}, `${p.in}, `, ...schema.kind(p.schema),
			p.description ? ` (${p.description})` : ''),
	]);
	return rows.length && make('dl', { className: 'facts' }, ...rows);
}

function body(operation) {
	const content = operation.requestBody?.content;
	return content && Object.entries(content).map(([type, media]) =>
		make('div', {}, make('code', {}, type), schema.show(media.schema)));
}

function answers(operation) {
	const list = make('dl', { className: 'facts' });
	for (const [status, reference] of Object.entries(operation.responses)) {
		const response = resolve(reference);
		const content = Object.entries(response.content || {});
		list.append(make('dt', {}, status), make('dd', {}, response.description,
			...content.flatMap(([type, media]) =>
				[`; ${type}: `, ...schema.kind(media.schema)])));
	}
	return list;
}

function example(operation) {
	const media = resolve(operation.responses['200'] || {})
		.content?.['application/json'];
	return media?.example && make('pre', { tabIndex: 0 },
		pretty(media.example));
}

function inside(method, path, operation) {
	const parameters = (operation.parameters || []).map(resolve);
	return make('div', { className: 'inside' },
		operation.description && make('p', { lang: 'en' }, operation.description),
		part('docs.parameters', parameterList(parameters)),
		part('docs.body', ...(body(operation) || [])),
		part('docs.try', attempt(method, path, operation, parameters)),
		part('docs.answers', answers(operation)),
		part('docs.example', example(operation)));
}

// what is in it is made when it is opened first
function request(method, path, operation) {
	const live = Boolean(operation['x-messages']);
	const word = live ? 'WS' : method.toUpperCase();
	const box = make('details', { id: operation.operationId },
		make('summary', {},
			make('b', { className: live ? 'live' : method }, word),
			make('code', {}, path),
			make('span', { lang: 'en' }, operation.summary)));
	box.addEventListener('toggle', () => {
		if (box.open && box.children.length === 1)
			box.append(inside(method, path, operation));
	});
	return box;
}

function requests(tag) {
	return Object.entries(contract.paths).flatMap(([path, methods]) =>
		Object.entries(methods)
			.filter(([, operation]) => operation.tags.includes(tag))
			.map(([method, operation]) => request(method, path, operation)));
}

function draw() {
	document.title = t('docs.title');
	if (!contract)
		return;
	$('about').textContent = contract.info.description;
	$('curl').textContent =
		`curl -H content-type:application/json \\\n  -d '${
			JSON.stringify({ instruction: t('ask.placeholder') })
		}' \\\n  ${location.origin}/api/app/submit`;
	$('requests').replaceChildren(...contract.tags.map(({ name }) =>
		make('section', {}, make('h2', { lang: 'en' }, name),
			...requests(name))));
	$('schemas').replaceChildren(
		...Object.entries(contract.components.schemas).map(([name, s]) =>
			make('div', { className: 'schema', id: `schema-${name}` },
				make('h3', {}, name),
				s.description && make('p', { lang: 'en' }, s.description),
				schema.show(s))));
}

language.onLanguage(draw);
language.start($('language'));
try {
	contract = await ask('/openapi.json');
	draw();
	if (location.hash)
		document.getElementById(location.hash.slice(1))?.scrollIntoView();
} catch (trouble) {
	complain($('about'), trouble);
}
