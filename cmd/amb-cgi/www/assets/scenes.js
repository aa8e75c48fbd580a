// Lights that are kept under a name.
import { ask, remove, complain, send, Trouble } from './api.js';
import { $, make, refill, soon } from './dom.js';
import { t, onLanguage } from './language.js';
import { notify } from './notice.js';
import { tile } from './preview.js';

// no address can hold these, so the service never sees them
const unsendable = /^\.{1,2}$|[/\p{Cc}]/u;

let scenes = [];
let asking = null; // name of the scene that may be removed
let zone = 'main';

const address = (name, verb = '') =>
	`/api/app/scenes/${encodeURIComponent(name)}${verb}?zone=${zone}`;

// attempt(work): what goes wrong is shown; whether it went well
async function attempt(work) {
	complain($('scenes-trouble'), null);
	try {
		await work();
		return true;
	} catch (trouble) {
		complain($('scenes-trouble'), trouble);
		return false;
	}
}

function choice(key, name, act, part = '') {
	const button = make('button', { type: 'button', onclick: act }, t(key));
	button.setAttribute('aria-label', t(`${key}Label`, { name }));
	button.dataset.key = `${part || key}:${name}`;
	return button;
}

function ponder(name) {
	const last = asking;
	asking = name;
	draw();
	const key = name === null ? `scenes.remove:${last}` : `sure:${name}`;
	$('scenes').querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

const recall = (name) =>
	attempt(() => send('POST', address(name, '/recall')));

function forget(name) {
	asking = null;
	attempt(async () => {
		await remove(address(name));
		notify('scenes-done', 'scenes.removed', { name });
	}).then(load);
}

function choices(name) {
	return name === asking
		? [choice('scenes.sure', name, () => forget(name), 'sure'),
			choice('scenes.leave', name, () => ponder(null))]
		: [choice('scenes.recall', name, () => recall(name)),
			choice('scenes.remove', name, () => ponder(name))];
}

function entry(scene) {
	const item = tile(scene, scene.name,
		make('div', { className: 'choices' }, ...choices(scene.name)));
	item.dataset.asking = scene.name === asking;
	return item;
}

const typed = () => $('keep-name').value.normalize('NFC');

function drawKeep() {
	const known = scenes.some(({ name }) => name === typed());
	$('keep').querySelector('button').textContent =
		t(known ? 'scenes.replace' : 'scenes.keep');
}

function draw() {
	refill($('scenes'), ...scenes.map(entry));
	if (!scenes.length && $('scenes').contains(document.activeElement))
		$('keep-name').focus();
	$('scenes').hidden = !scenes.length;
	drawKeep();
}

async function load() {
	const mine = zone;
	let found = [];
	try {
		found = (await ask(`/api/app/scenes?zone=${mine}`)).scenes;
	} catch (trouble) {
		if (trouble.status !== 404)
			return;
	}
	if (mine !== zone)
		return;
	scenes = found;
	if (!scenes.some(({ name }) => name === asking))
		asking = null;
	draw();
}

// stale(): they have changed
export const stale = soon(load);

async function keep() {
	const name = typed();
	const kept = await attempt(async () => {
		if (unsendable.test(name))
			throw new Trouble('trouble.name');
		await send('PUT', address(name));
		notify('scenes-done', 'scenes.kept', { name });
	});
	if (kept)
		$('keep-name').value = '';
	await load();
}

export function setZone(name) {
	zone = name;
	scenes = [];
	asking = null;
	complain($('scenes-trouble'), null);
	draw();
	stale();
}

export function start() {
	$('keep').addEventListener('submit', (event) => {
		event.preventDefault();
		keep();
	});
	$('keep-name').addEventListener('input', drawKeep);
	$('scenes').addEventListener('keydown', (event) => {
		if (event.key === 'Escape' && asking !== null)
			ponder(null);
	});
	onLanguage(draw);
}
