// The strip by hand: a form that follows the strip until a user changes it.
import { post, complain } from './api.js';
import { $, make, hex, rgbOf } from './dom.js';
import { t, onLanguage } from './language.js';
import { hush, notify } from './notice.js';

const modes = ['static', 'breath', 'chase', 'gradient', 'flow', 'pulse', 'wave',
	'sparkle'];
const most = 16; // colours
// the slider is logarithmic, and right is fast: seconds a cycle, LEDs a second
const cycle = [60, 0.4];
const rate = [1, 120];

// where there is no strip yet
const none = {
	mode: 'static', colors: [{ rgb: [255, 180, 90] }], brightness: 1, speed: 4,
	led_count: 60,
};

let command = none; // the last command of the strip
let { mode, colors } = none;
let dirty = false;
let zone = 'main';
let told = () => {};

const range = () => (mode === 'chase' ? rate : cycle);

function toSpeed(position) {
	const [slow, fast] = range();
	const speed = slow * (fast / slow) ** (position / 100);
	return Number(speed.toPrecision(2));
}

function toPosition(speed) {
	const [slow, fast] = range();
	const at = 100 * Math.log(speed / slow) / Math.log(fast / slow);
	return Math.round(Math.min(100, Math.max(0, at)));
}

function touch() {
	dirty = true;
	hush();
	drawNumbers();
}

function drawNumbers() {
	$('brightness-out').textContent = `${$('brightness').value} %`;
	const n = speed();
	$('speed-out').textContent =
		t(mode === 'chase' ? 'strip.rate' : 'strip.cycle', { n });
	$('speed').setAttribute('aria-valuetext', $('speed-out').textContent);
	$('editor-reset').disabled = !dirty;
}

// the command's own value stays exact until the slider moves
const speed = () =>
	(command.mode === mode &&
		toPosition(command.speed) === Number($('speed').value)
		? command.speed : toSpeed($('speed').value));

function colorField(color, i) {
	const input = make('input', { type: 'color', value: hex(color.rgb) });
	input.setAttribute('aria-label', t('strip.color', { n: i + 1 }));
	input.addEventListener('input', () => {
		colors[i] = { rgb: rgbOf(input.value) };
		touch();
	});
	const drop = make('button', { type: 'button' }, '×');
	drop.setAttribute('aria-label', t('strip.remove', { n: i + 1 }));
	drop.hidden = colors.length < 2;
	drop.addEventListener('click', () => {
		colors.splice(i, 1);
		drawColors();
		touch();
		$('colors').querySelector('input').focus();
	});
	return make('span', {}, input, drop);
}

function drawColors() {
	const add = make('button', { type: 'button' }, '+');
	add.setAttribute('aria-label', t('strip.add'));
	add.hidden = colors.length >= most;
	add.addEventListener('click', () => {
		colors.push({ rgb: [...colors.at(-1).rgb] });
		drawColors();
		touch();
		$('colors').lastChild.previousSibling.firstChild.focus();
	});
	$('colors').replaceChildren(...colors.map(colorField), add);
}

function drawModes() {
	$('modes').replaceChildren(...modes.map((name) => {
		const input = make('input', {
			type: 'radio', name: 'mode', value: name, checked: name === mode,
		});
		input.addEventListener('change', () => {
			mode = name;
			touch();
		});
		return make('label', {}, input, make('span', {}, t(`mode.${name}`)));
	}));
}

function fill() {
	dirty = false;
	mode = command.mode;
	colors = command.colors.map((c) => ({ ...c }));
	$('brightness').value = Math.round(command.brightness * 100);
	$('speed').value = toPosition(command.speed);
	$('leds').value = command.led_count;
	draw();
}

function draw() {
	drawModes();
	drawColors();
	drawNumbers();
}

function wish() {
	const same = command.mode === mode && command.mode_options;
	return {
		mode, colors, speed: speed(),
		brightness: Number($('brightness').value) / 100,
		led_count: Number($('leds').value),
		...(same ? { mode_options: command.mode_options } : {}),
	};
}

async function apply() {
	complain($('editor-trouble'), null);
	try {
		const answer =
			await post(`/api/app/strip/command?zone=${zone}`, wish());
		told('answer', answer);
		command = answer.command;
		fill();
		notify('editor-done', 'strip.done');
	} catch (trouble) {
		complain($('editor-trouble'), trouble);
	}
}

// follow(command): the strip has a new command
export function follow(next) {
	if (JSON.stringify(next) === JSON.stringify(command))
		return;
	hush();
	command = next;
	if (!dirty)
		fill();
}

export function setZone(name) {
	zone = name;
	command = none;
	fill();
	hush();
}

export function start(tell) {
	told = tell;
	for (const id of ['brightness', 'speed', 'leds'])
		$(id).addEventListener('input', touch);
	$('editor-reset').addEventListener('click', fill);
	$('editor').addEventListener('submit', (event) => {
		event.preventDefault();
		apply();
	});
	onLanguage(draw);
}
