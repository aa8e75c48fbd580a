// A sentence on its way: what is said, what was understood, how far it is.
import { ask, post, complain } from './api.js';
import { $, make, duration, swatch } from './dom.js';
import { t, has, onLanguage } from './language.js';
import * as timers from './timers.js';

const poll = 1000; // ms, for when the news does not come
const stages = ['plan_s', 'strip_s', 'genimg_s', 'downsample_s'];

let job = null;
let zone = 'main';
let told = () => {};

// a part of which only power or brightness changes is not made
const wants = (part) => job.answer[part] !== null;

function steps() {
	const list = [['plan', true]];
	if (wants('strip'))
		list.push(['strip', job.strip]);
	if (wants('matrix'))
		list.push([job.matrix ? 'painted' : 'paint', job.matrix]);
	list.push(['lit', job.over && !job.failed]);
	return list;
}

// what changes nothing now, as a timer, has but an answer
const isChange = ({ outcome = 'planned', timer }) =>
	['planned', 'done'].includes(outcome) && !timer;

function drawSteps() {
	let waiting = true;
	$('steps').replaceChildren(...steps().map(([name, done]) => {
		const item = make('li', {}, t(`step.${name}`));
		let state = done ? 'done' : 'wait';
		if (!done && waiting) {
			state = job.over ? 'bad' : 'now';
			waiting = false;
		}
		if (name === 'plan' && job.answer.timings.planner_llm !== null)
			item.append(make('small', {},
				duration(job.answer.timings.planner_llm)));
		if (name === 'lit' && done)
			item.append(make('small', {}, duration(job.seconds)));
		item.dataset.state = state;
		if (state === 'now')
			item.setAttribute('aria-current', 'step');
		return item;
	}));
}

function fact(name, ...values) {
	return values.some((v) => v)
		? [make('dt', {}, t(`fact.${name}`)), make('dd', {}, ...values)] : [];
}

const named = (kind, name) =>
	name && (has(`${kind}.${name}`) ? t(`${kind}.${name}`) : name);

function drawFacts() {
	const { matrix, strip, target } = job.answer;
	const scene = job.scene || {};
	$('understood').replaceChildren(
		...fact('target', t(`target.${target}`)),
		...fact('picture', matrix && (matrix.reason || matrix.scene_prompt)),
		...fact('theme', strip && strip.theme),
		...fact('mode', strip && strip.mode && t(`mode.${strip.mode}`)),
		...fact('colors', ...(strip && strip.colors || []).map(swatch)),
		...fact('planner', named('planner', scene.plan?.planner)),
		...fact('painter', named('painter', scene.image?.generator)));
}

function drawTimings() {
	const timings = job.scene?.timings;
	if (!timings) {
		$('timings').replaceChildren();
		return;
	}
	const rows = stages.filter((s) => timings[s] !== undefined)
		.map((s) => [s, timings[s]]);
	if (job.over)
		rows.push(['all', job.seconds]);
	const longest = Math.max(...rows.map((r) => r[1]), 0.001);
	$('timings').replaceChildren(...rows.map(([name, s]) => {
		const bar = make('i');
		bar.style.width = `${100 * s / longest}%`;
		return make('div', {}, make('span', {}, t(`time.${name}`)), bar,
			make('b', {}, duration(s)));
	}));
}

function note(error) {
	const why = has(`why.${error.code}`) ? t(`why.${error.code}`)
		: t('why.other');
	if (error.code === 'superseded')
		return make('li', {}, t('note.superseded'));
	if (error.stage === 'plan')
		return make('li', {}, t('note.plan', { why }));
	if (error.stage === 'genimg' && job.matrix)
		return make('li', {}, t('note.genimg', { why }));
	const stage = has(`stage.${error.stage}`) ? t(`stage.${error.stage}`)
		: error.stage;
	return make('li', { className: 'bad' }, t('note.failed', { stage, why }));
}

function drawNotes() {
	const scene = job.scene || {};
	const errors = scene.errors || job.errors || [];
	const notes = errors.map(note);
	if (!errors.length && (scene.plan?.degraded || scene.image?.degraded))
		notes.push(make('li', {}, t('note.degraded')));
	if (!job.over && performance.now() - job.begin > 8000)
		notes.push(make('li', {}, t('note.waiting')));
	const texts = notes.map((n) => n.textContent);
	$('notes').replaceChildren(
		...notes.filter((n, i) => texts.indexOf(n.textContent) === i));
}

function draw() {
	$('answer').hidden = !job;
	if (!job)
		return;
	const say = job.answer.speakable_reason || t('said.nothing');
	if ($('said').textContent !== say)
		$('said').textContent = say;
	const change = isChange(job.answer);
	for (const id of ['steps', 'notes', 'understood', 'timings'])
		$(id).hidden = !change;
	if (!change)
		return;
	drawSteps();
	drawNotes();
	drawFacts();
	drawTimings();
}

function finish(failed) {
	if (job.over)
		return;
	job.over = true;
	job.failed = failed;
	job.seconds = (performance.now() - job.begin) / 1000;
}

// what the record says, which is all there is to know
function look(record) {
	const scene = record.scene;
	job.scene = scene;
	job.strip = job.strip || Boolean(scene.strip);
	job.matrix = job.matrix || Boolean(scene.matrix);
	if (record.state === 'done' || record.state === 'failed')
		finish(record.state === 'failed' || (wants('matrix') && !scene.matrix) ||
			(wants('strip') && !scene.strip));
}

async function watch(mine) {
	while (job === mine) {
		try {
			const record = await ask(`/api/jobs/${mine.answer.id}`);
			if (job !== mine)
				return;
			look(record);
			told('job', record);
			draw();
			if (record.state === 'done' || record.state === 'failed')
				return;
		} catch (trouble) {
			if (trouble.status === 404)
				return;
		}
		await new Promise((wake) => {
			mine.wake = wake;
			setTimeout(wake, mine.over ? 60 : poll);
		});
	}
}

// news(event): an event of the zone; most are not about our job
export function news({ type, payload }) {
	if (!job || !isChange(job.answer) || payload.id !== job.answer.id)
		return;
	if (type === 'strip_command_update')
		job.strip = true;
	if (type === 'matrix_update')
		job.matrix = true;
	if (type === 'generate') {
		job.errors = payload.errors;
		finish(payload.status !== 'success');
		job.wake?.();
	}
	draw();
}

async function send(text) {
	const button = $('ask').querySelector('button');
	complain($('ask-trouble'), null);
	button.disabled = true;
	const begin = performance.now();
	try {
		const answer = await post('/api/app/submit',
			{ instruction: text, zone, ...timers.wish() });
		job = { answer, begin, strip: false, matrix: false, over: false };
		timers.reset();
		told('answer', answer);
		if (answer.outcome === 'done')
			finish(false);
		draw();
		if (isChange(answer) && !job.over)
			watch(job);
	} catch (trouble) {
		complain($('ask-trouble'), trouble);
	}
	button.disabled = false;
}

// say(text): as if it had been typed
export function say(text) {
	$('sentence').value = text;
	return send(text);
}

export function setZone(name) {
	zone = name;
	job = null;
	draw();
}

// start(tell): tell(kind, document) gets what is answered
export function start(tell) {
	told = tell;
	$('ask').addEventListener('submit', (event) => {
		event.preventDefault();
		const text = $('sentence').value.trim();
		if (text)
			send(text);
	});
	$('sentence').addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
			event.preventDefault();
			$('ask').requestSubmit();
		}
	});
	onLanguage(() => {
		$('examples').replaceChildren(...t('examples').map((text) =>
			make('button', { type: 'button', onclick: () => say(text) }, text)));
		draw();
	});
}
