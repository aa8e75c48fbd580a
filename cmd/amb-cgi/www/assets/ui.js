// The control panel: the light as it is, and the ways to change it.
import { ask } from './api.js';
import { $, make } from './dom.js';
import * as editor from './editor.js';
import * as job from './job.js';
import * as language from './language.js';
import { Matrix, Strip } from './leds.js';
import { Line } from './line.js';
import * as output from './output.js';
import * as past from './past.js';
import * as picture from './picture.js';
import * as raw from './raw.js';
import * as scenes from './scenes.js';
import * as timers from './timers.js';

const { t } = language;
const valid = /^[a-z0-9_-]{1,64}$/;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const pollMs = 4000; // while there is no news

const matrix = new Matrix($('matrix'));
const strip = new Strip($('strip'));
let zone = 'main';
let source = null; // the matrix as it was set; null when that is not known
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

function drawLabels() {
	const { width: w, height: h } = matrix;
	const off = output.factor('strip') ? '' : '.off';
	$('matrix').setAttribute('aria-label', matrix.to
		? t('label.matrix', { w, h, lit: matrix.lit(), all: w * h })
		: t('label.none'));
	$('strip').setAttribute('aria-label', command
		? t(`label.strip${off}`,
			{ n: command.led_count, mode: t(`mode.${command.mode}`) })
		: t('label.none'));
}

// what was said can be long: all of it is shown while it has the focus
function drawNow() {
	drawLabels();
	const lit = matrix.to && command;
	const said = lit && newest?.instruction || '';
	const { width: w, height: h } = matrix;
	const [sentence, size] = $('now').children;
	sentence.hidden = !said;
	sentence.textContent = sentence.title = said;
	size.textContent =
		lit ? t('now.size', { w, h, n: command.led_count }) : '';
}

// what is set is shown as the LEDs show it
function drawMatrix() {
	if (source)
		matrix.show(output.dimmed(source));
	drawNow();
}

function showMatrix(next) {
	if (!next)
		return;
	source = next;
	drawMatrix();
}

function showCommand(next) {
	if (!next)
		return;
	command = next;
	editor.follow(next);
	drawNow();
}

// without events: the files, in which everything is as the LEDs show it
async function poll() {
	const mine = zone;
	const get = async (path) => {
		const answer = await ask(path);
		if (mine !== zone)
			throw new Error('this is of another zone');
		return answer;
	};
	const part = `/api/zones/${mine}/data`;
	try {
		const lit = await get(`${part}/matrix/json`);
		for (const kind of ['power', 'brightness'])
			output.follow(kind, await get(`/api/app/${kind}?zone=${mine}`), true);
		source = null;
		matrix.show(lit);
		showCommand(
			output.asSet((await get(`${part}/strip/command`)).command));
	} catch (trouble) {
		// that amb is away the line says already
		if (mine === zone && trouble.status === 404 && link === 'lost')
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
		for (const kind of ['power', 'brightness'])
			output.follow(kind, payload[kind], true);
		showMatrix(payload.matrix);
		showCommand(payload.strip?.command);
		scenes.stale();
		timers.stale();
		raw.keep('state', payload);
	},
	matrix_update: (payload) => showMatrix(payload.json),
	strip_command_update: (payload) => showCommand(payload.command),
	power_update: (payload) => output.follow('power', payload),
	brightness_update: (payload) => output.follow('brightness', payload),
	scenes_update: scenes.stale,
	timers_update: timers.stale,
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
	matrix.show(null);
	strip.show(new Uint8Array());
	source = command = newest = null;
	for (const module of [output, job, picture, editor, past, scenes, timers])
		module.setZone(name);
	setLink('wait');
	events.go(`/ws?zone=${name}`);
	watchStrip();
}

raw.start();
job.start(answered);
picture.start(answered);
editor.start(answered);
output.start(drawMatrix);
scenes.start();
timers.start();
past.start((item) => {
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
