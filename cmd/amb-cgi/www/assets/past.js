// What the zone has shown, and the way back and forth.
import { ask, post, complain, Trouble } from './api.js';
import { $, make, refill, soon } from './dom.js';
import { t, has, language, onLanguage } from './language.js';
import { tile } from './preview.js';

const first = /^0+$/; // id of what a zone begins with
const steps = ['undo', 'redo'];

let items = [];
let left = { undo: 0, redo: 0 }; // how many steps there are
let zone = 'main';
let shown = () => {};

// title(item): what was said, or else what was done
function title({ id, change, target, instruction, strip }) {
	const values = {
		part: t(`part.${target}`),
		mode: strip?.mode ? t(`mode.${strip.mode}`) : '',
	};
	if (['power', 'brightness'].includes(change))
		return t(`history.${change}`, values);
	if (instruction)
		return instruction;
	if (first.test(id))
		return t('history.first');
	return has(`history.${change}.${target}`)
		? t(`history.${change}.${target}`, values)
		: t(`history.${target}`, values);
}

function when(ms) {
	const far = Date.now() - ms > 20 * 3600e3;
	return new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB',
		far ? { month: 'short', day: 'numeric' }
			: { hour: '2-digit', minute: '2-digit' }).format(ms);
}

function entry(item, i) {
	const text = title(item);
	const time = i === 0 ? t('history.now') : when(item.updated_at_ms);
	const li = tile(item, text, make('span', {}, time));
	if (i === 0) {
		li.setAttribute('aria-current', 'true');
		return li;
	}
	const button = make('button', { type: 'button' }, t('history.again'));
	button.setAttribute('aria-label', t('history.againLabel', { text }));
	button.dataset.key = item.id;
	button.addEventListener('click', () => step('restore', { id: item.id }));
	li.append(button);
	return li;
}

function draw() {
	refill($('past'), ...items.map(entry));
	for (const way of steps)
		$(way).disabled = !left[way];
	shown(items[0]);
}

async function load() {
	const mine = zone;
	let answer = { items: [], count: 0 };
	try {
		answer = await ask(`/api/app/history?zone=${mine}`);
	} catch (trouble) {
		if (trouble.status !== 404)
			return;
	}
	if (mine !== zone)
		return;
	items = answer.items;
	left = { undo: Math.max(0, answer.count - 1), redo: answer.redo || 0 };
	draw();
}

// stale(): something has changed; changes that come together are one
export const stale = soon(load);

// step(way, body): undo, redo or restore
async function step(way, body = {}) {
	complain($('history-trouble'), null);
	for (const name of steps)
		$(name).disabled = true;
	try {
		await post(`/api/app/${way}`, { zone, ...body });
	} catch (trouble) {
		complain($('history-trouble'), trouble.status === 409
			? new Trouble(`trouble.${way}`) : trouble);
	}
	stale();
}

export function setZone(name) {
	zone = name;
	items = [];
	left = { undo: 0, redo: 0 };
	complain($('history-trouble'), null);
	draw();
	stale();
}

// start(show): show(item) gets the newest
export function start(show) {
	shown = show;
	for (const way of steps)
		$(way).addEventListener('click', () => step(way));
	onLanguage(draw);
}
