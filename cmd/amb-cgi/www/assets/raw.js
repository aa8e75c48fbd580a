// What came over the wire, for whoever wants to see it.
import { $, make, pretty } from './dom.js';
import { t, onLanguage } from './language.js';

const kinds = ['answer', 'job', 'event', 'state'];
const kept = {};
let kind = 'answer';

function draw() {
	if (!$('raw').open)
		return;
	$('raw-kinds').replaceChildren(...kinds.map((name) => {
		const button = make('button', { type: 'button' }, t(`raw.${name}`));
		button.setAttribute('aria-pressed', String(name === kind));
		button.addEventListener('click', () => {
			kind = name;
			draw();
			$('raw-kinds').querySelector('[aria-pressed=true]').focus();
		});
		return button;
	}));
	$('raw-text').textContent = kept[kind] ? pretty(kept[kind]) : t('raw.none');
}

export function keep(name, document) {
	kept[name] = document;
	if ($('raw').open && name === kind)
		$('raw-text').textContent = pretty(document);
}

export function start() {
	$('raw').addEventListener('toggle', draw);
	onLanguage(draw);
}
