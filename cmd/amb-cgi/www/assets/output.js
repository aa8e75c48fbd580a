// What the LEDs get of the light: power and brightness of matrix and strip.
import { post, complain } from './api.js';
import { $, make } from './dom.js';
import { t, onLanguage } from './language.js';
import { Paced } from './paced.js';

const parts = ['matrix', 'strip'];

// how a control shows a value, and what value it shows
const kinds = {
	power: {
		none: true,
		attributes: { type: 'checkbox', role: 'switch' },
		event: 'change',
		read: (input) => input.checked,
		show: (input, value) => {
			input.checked = value;
		},
	},
	brightness: {
		none: 1,
		attributes: { type: 'range', min: 0, max: 100, step: 1 },
		event: 'input',
		read: (input) => Number(input.value) / 100,
		show: (input, value) => {
			const text = `${Math.round(value * 100)} %`;
			input.value = Math.round(value * 100);
			input.setAttribute('aria-valuetext', text);
			input.nextElementSibling.textContent = text;
		},
	},
};

const none = (kind) => ({
	at: 0, value: { matrix: kinds[kind].none, strip: kinds[kind].none },
});

// by kind: what the service has said, and when
const known = { power: none('power'), brightness: none('brightness') };
const senders = {}; // by kind
const inputs = { power: {}, brightness: {} }; // by kind and part
let changed = () => {};

// a value that is on its way counts already
const now = (kind) => ({ ...known[kind].value, ...senders[kind]?.wanted });

function drawKind(kind) {
	const values = now(kind);
	for (const part of parts)
		kinds[kind].show(inputs[kind][part], values[part]);
}

function draw() {
	Object.keys(kinds).forEach(drawKind);
	const on = now('power');
	for (const part of parts)
		inputs.power[part].closest('.light').dataset.on = on[part];
	changed();
}

// follow(kind, payload): it is so; of two payloads the later counts, and of a
// fresh one it is not asked how late it is
export function follow(kind, payload, fresh = false) {
	if (!fresh && payload.updated_at_ms < known[kind].at)
		return;
	known[kind] = { at: payload.updated_at_ms, value: payload[kind] };
	$('lights').disabled = false;
	draw();
}

// factor(part): by how much its light is scaled
export const factor = (part) =>
	(now('power')[part] ? now('brightness')[part] : 0);

// as rint(): a half goes to the even neighbour
function roundEven(x) {
	const up = Math.round(x);
	return up - x === 0.5 && up % 2 ? up - 1 : up;
}

// dimmed(matrix): what the LEDs show of it
export function dimmed(matrix) {
	const by = factor('matrix');
	const codes = Array.from({ length: 256 }, (_, i) => roundEven(i * by));
	return {
		...matrix,
		pixels: matrix.pixels.map((row) =>
			row.map((rgb) => rgb.map((v) => codes[v]))),
	};
}

// asSet(command): of a command as the LEDs get it, what was set.  Of one that
// is dark nobody knows; it is taken for a full one.
export function asSet(command) {
	const set = command.brightness / factor('strip');
	return { ...command, brightness: Math.min(1, set || 1) };
}

function makeInput(kind, part) {
	const { attributes, event, read } = kinds[kind];
	const input = make('input', { id: `${part}-${kind}`, ...attributes });
	input.addEventListener(event, () => {
		complain($('lights-trouble'), null);
		senders[kind].want({ [part]: read(input) });
		draw();
	});
	return input;
}

function makeRow(part) {
	const row = {};
	for (const kind of Object.keys(kinds))
		row[kind] = inputs[kind][part] = makeInput(kind, part);
	const output = make('output');
	output.setAttribute('for', row.brightness.id);
	return make('div', { className: 'light' },
		make('label', { className: 'switch' }, row.power, make('i'),
			make('span')), row.brightness, output);
}

function drawWords() {
	for (const part of parts) {
		const name = t(`part.${part}`);
		inputs.power[part].parentElement.lastChild.textContent = name;
		inputs.brightness[part].setAttribute('aria-label',
			t('lights.brightness', { part: name }));
	}
}

// what is on its way still goes to the zone that it was meant for
export function setZone(zone) {
	for (const kind of Object.keys(kinds)) {
		known[kind] = none(kind);
		const sender = new Paced(
			async (values) => {
				const said = await post(`/api/app/${kind}`, { ...values, zone });
				if (senders[kind] === sender)
					follow(kind, said);
			},
			(trouble) => {
				if (senders[kind] !== sender)
					return;
				if (trouble)
					complain($('lights-trouble'), trouble);
				draw();
			});
		senders[kind] = sender;
	}
	$('lights').disabled = true;
	complain($('lights-trouble'), null);
	draw();
}

// start(change): change() is called whenever the light may look different
export function start(change) {
	$('lights').append(...parts.map(makeRow));
	onLanguage(drawWords);
	changed = change;
}
