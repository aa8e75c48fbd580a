// What has been done, in a line that goes by itself: after a while, when
// something else is done, or when what it tells is no longer so.
import { $ } from './dom.js';
import { t, onLanguage } from './language.js';

const lasts = 8000; // ms
let shown = null;
let timer = 0;

function draw() {
	if (shown)
		$(shown.id).textContent = t(shown.key, shown.values);
}

export function hush() {
	clearTimeout(timer);
	if (shown)
		$(shown.id).textContent = '';
	shown = null;
}

// notify(id, key, values): there, in the place of the last
export function notify(id, key, values = {}) {
	hush();
	shown = { id, key, values };
	timer = setTimeout(hush, lasts);
	draw();
}

onLanguage(draw);
