// The control panel: the light as it is, and the ways to change it.
import { ask } from './api.js';
import { $, make } from './dom.js';
import * as editor from './editor.js';
import * as job from './job.js';
import * as language from './language.js';
import { Matrix, Strip } from './leds.js';
import { Line } from './line.js';
import * as past from './past.js';
import * as picture from './picture.js';
import * as raw from './raw.js';

const { t } = language;
const valid = /^[a-z0-9_-]{1,64}$/;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const pollMs = 4000; // while there is no news

const matrix = new Matrix($('matrix'));
const strip = new Strip($('strip'));
let zone = 'main';
let command = null;
let newest = null;
let link = 'wait';
let poller = 0;

function drawLink() {
	$('link').dataset.state = link;
	$('link').lastElementChild.textContent = t(`link.${link}`);
}

function setLink(state) {
	link = state;
	drawLink();
	clearInterval(poller);
	if (state === 'lost' || state === 'empty')
		poller = setInterval(poll, pollMs);
}

function drawNow() {
	if (!matrix.to || !command)
		return;
	const { width: w, height: h } = matrix;
	const n = command.led_count;
	$('matrix').setAttribute('aria-label',
		t('label.matrix', { w, h, lit: matrix.lit(), all: w * h }));
	$('strip').setAttribute('aria-label',
		t('label.strip', { n, mode: t(`mode.${command.mode}`) }));
	const text = t('now.size', { w, h, n });
	$('now').replaceChildren(...(newest?.instruction
		? [make('b', {}, newest.instruction), make('br'), text] : [text]));
}

function showMatrix(next) {
	if (next)
		matrix.show(next);
	drawNow();
}

function showCommand(next) {
	if (!next)
		return;
	command = next;
	editor.follow(next);
	drawNow();
}

const part = (path) => `/api/zones/${zone}/data/${path}`;

async function poll() {
	try {
		showMatrix(await ask(part('matrix/json')));
		showCommand((await ask(part('strip/command'))).command);
	} catch (trouble) {
		// that amb is away the line says already
		if (trouble.status === 404 && link === 'lost')
			setLink('empty');
	}
}

function lost() {
	if (link !== 'empty') {
		setLink('lost');
		poll();
	}
}

// answered(kind, document): a zone may have come into being
function answered(kind, document) {
	raw.keep(kind, document);
	if (link === 'empty')
		events.hurry();
}

const news = {
	state: (payload) => {
		showMatrix(payload.matrix);
		showCommand(payload.strip?.command);
		raw.keep('state', payload);
	},
	matrix_update: (payload) => showMatrix(payload.json),
	strip_command_update: (payload) => showCommand(payload.command),
	generate: () => {},
};

const events = new Line('blob', {
	open: () => setLink('live'),
	message: (text) => {
		const event = JSON.parse(text);
		news[event.type]?.(event.payload);
		if (event.type !== 'state') {
			job.news(event);
			raw.keep('event', event);
		}
		past.stale();
	},
	lost,
});

const frames = new Line('arraybuffer', {
	message: (bytes) => strip.show(new Uint8Array(bytes)),
});

// nobody looks: no frames
function watchStrip() {
	frames.go(document.hidden ? null
		: `/ws/strip/raw?zone=${zone}&fps=${calm.matches ? 1 : 20}`);
}

function remember(name) {
	let names = ['main'];
	try {
		const kept = JSON.parse(localStorage.getItem('amb.zones') || '[]');
		names = [...new Set([name, ...kept, 'main'])].slice(0, 12);
		localStorage.setItem('amb.zones', JSON.stringify(names));
	} catch {
		// then only main is offered
	}
	$('zones').replaceChildren(
		...names.map((value) => make('option', { value })));
}

function setZone(name) {
	zone = name;
	$('zone').value = name;
	const url = new URL(location);
	url.searchParams.set('zone', name);
	if (name === 'main')
		url.searchParams.delete('zone');
	history.replaceState(null, '', url);
	remember(name);
	for (const module of [job, picture, editor, past])
		module.setZone(name);
	setLink('wait');
	events.go(`/ws?zone=${name}`);
	watchStrip();
}

raw.start();
job.start(answered);
picture.start(answered);
editor.start(answered);
past.start(job.say, (item) => {
	newest = item;
	drawNow();
});
language.onLanguage(() => {
	document.title = t('title');
	drawLink();
	drawNow();
});
language.start($('language'));

$('zone').addEventListener('change', () => {
	if (valid.test($('zone').value))
		setZone($('zone').value);
	else
		$('zone').reportValidity();
});
document.addEventListener('visibilitychange', watchStrip);
calm.addEventListener('change', watchStrip);

const wanted = new URL(location).searchParams.get('zone') || 'main';
setZone(valid.test(wanted) ? wanted : 'main');
