// What the zone has shown, and the way back.
import { ask, post, complain } from './api.js';
import { $, make, hex } from './dom.js';
import { t, language, onLanguage } from './language.js';

let items = [];
let count = 0;
let zone = 'main';
let again = () => {};
let shown = () => {};
let timer = 0;

function thumbnail({ matrix }) {
	const canvas = make('canvas', { width: 1, height: 1 });
	canvas.setAttribute('aria-hidden', 'true');
	if (!matrix)
		return canvas;
	canvas.width = matrix.width;
	canvas.height = matrix.height;
	const ctx = canvas.getContext('2d');
	matrix.pixels.forEach((row, y) => row.forEach((rgb, x) => {
		ctx.fillStyle = hex(rgb);
		ctx.fillRect(x, y, 1, 1);
	}));
	return canvas;
}

function hue({ strip }) {
	const bar = make('div', { className: 'hue' });
	const colors = (strip.colors || []).map((c) => hex(c.rgb));
	if (colors.length)
		bar.style.background = colors.length > 1
			? `linear-gradient(90deg, ${colors.join(', ')})` : colors[0];
	return bar;
}

const title = (item) => item.instruction || t(
	/^0+$/.test(item.id) ? 'history.first' : `history.${item.target}`);

function when(ms) {
	const far = Date.now() - ms > 20 * 3600e3;
	return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB',
		far ? { month: 'short', day: 'numeric' }
			: { hour: '2-digit', minute: '2-digit' }).format(ms);
}

function entry(item, i) {
	const text = title(item);
	const time = i === 0 ? t('history.now') : when(item.updated_at_ms);
	const li = make('li', {}, thumbnail(item), hue(item),
		make('b', { title: text }, text), make('span', {}, time));
	if (i === 0)
		li.setAttribute('aria-current', 'true');
	if (i > 0 && item.instruction) {
		const button = make('button', { type: 'button' }, t('history.again'));
		button.setAttribute('aria-label', t('history.againLabel', { text }));
		button.addEventListener('click', () => again(item.instruction));
		li.append(button);
	}
	return li;
}

function draw() {
	$('past').replaceChildren(...items.map(entry));
	$('undo').disabled = count < 2;
	shown(items[0]);
}

async function load() {
	try {
		const mine = zone;
		const answer = await ask(`/api/app/history?zone=${mine}`);
		if (mine !== zone)
			return;
		({ items, count } = answer);
	} catch (trouble) {
		if (trouble.status !== 404)
			return;
		items = [];
		count = 0;
	}
	draw();
}

// stale(): something has changed; changes that come together are one
export function stale() {
	clearTimeout(timer);
	timer = setTimeout(load, 120);
}

async function undo() {
	complain($('history-trouble'), null);
	$('undo').disabled = true;
	try {
		await post('/api/app/undo', { zone });
		stale();
	} catch (trouble) {
		complain($('history-trouble'), trouble);
		stale();
	}
}

export function setZone(name) {
	zone = name;
	items = [];
	count = 0;
	complain($('history-trouble'), null);
	draw();
	stale();
}

// start(say, show): say(text) repeats a sentence, show(item) gets the newest
export function start(say, show) {
	again = say;
	shown = show;
	$('undo').addEventListener('click', undo);
	onLanguage(draw);
}
