// Sentences that are due later, and the time of the one that is typed.
import { ask, remove, complain } from './api.js';
import { $, make, refill, soon } from './dom.js';
import { t, has, language, onLanguage } from './language.js';

const repeats = ['', 'daily', 'weekdays', 'weekends'];
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const monday = Date.UTC(2024, 0, 1);

let timers = [];
let zone = 'main';

const format = (options) =>
	new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', options);

const time = { hour: '2-digit', minute: '2-digit' };

// in local time, with as much of the date as is needed
function due(ms) {
	const far = ms - Date.now() > 6 * 86400e3;
	return format(far ? { ...time, month: 'short', day: 'numeric' }
		: { ...time, weekday: 'short' }).format(ms);
}

function often(repeat) {
	if (!Array.isArray(repeat))
		return has(`repeat.${repeat}`) ? t(`repeat.${repeat}`) : repeat || '';
	const name = format({ weekday: 'short', timeZone: 'UTC' });
	return repeat.map((day) =>
		name.format(monday + days.indexOf(day) * 86400e3)).join(' ');
}

async function cancel(id) {
	complain($('timers-trouble'), null);
	try {
		await remove(`/api/app/timers/${id}`);
	} catch (trouble) {
		if (trouble.status !== 404)
			complain($('timers-trouble'), trouble);
	}
	load();
}

function entry({ id, instruction, due_ms: ms, repeat }) {
	const button = make('button', { type: 'button' }, t('timers.cancel'));
	button.setAttribute('aria-label',
		t('timers.cancelLabel', { text: instruction }));
	button.dataset.key = id;
	button.addEventListener('click', () => cancel(id));
	return make('li', {},
		make('time', { dateTime: new Date(ms).toISOString() }, due(ms)),
		make('span', { title: instruction }, instruction),
		make('small', {}, often(repeat)), button);
}

function draw() {
	refill($('timers'), ...timers.map(entry));
	if (!timers.length && $('timers').contains(document.activeElement))
		$('sentence').focus();
	$('timers-box').hidden = !timers.length;
}

async function load() {
	const mine = zone;
	let found = [];
	try {
		({ timers: found } = await ask(`/api/app/timers?zone=${mine}`));
	} catch (trouble) {
		if (trouble.status !== 404)
			return;
	}
	if (mine !== zone)
		return;
	timers = found;
	draw();
}

// stale(): they have changed
export const stale = soon(load);

// wish(): what a request has for the time that is set
export function wish() {
	const at = $('at').value;
	const repeat = $('repeat').value;
	return at ? { at, ...(repeat && { repeat }) } : {};
}

function drawWish() {
	$('repeat').disabled = !$('at').value;
	$('ask').querySelector('button').textContent =
		t($('at').value ? 'ask.later' : 'ask.send');
}

// reset(): the next sentence is for now
export function reset() {
	$('at').value = '';
	$('repeat').value = '';
	$('when').open = false;
	drawWish();
}

export function setZone(name) {
	zone = name;
	timers = [];
	complain($('timers-trouble'), null);
	reset();
	draw();
	stale();
}

export function start() {
	$('at').addEventListener('input', drawWish);
	// a time that is out of sight is none
	$('when').addEventListener('toggle', () => {
		if (!$('when').open)
			reset();
	});
	onLanguage(() => {
		const chosen = $('repeat').value;
		$('repeat').replaceChildren(...repeats.map((value) =>
			make('option', { value }, t(`repeat.${value || 'never'}`))));
		$('repeat').value = chosen;
		drawWish();
		draw();
	});
}
