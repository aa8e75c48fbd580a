// Which language the page speaks: the browser's, until the user switches.
import { words } from './words.js';

const listeners = [];
let code = remembered() || preferred();

function remembered() {
	try {
		const kept = localStorage.getItem('amb.language');
		return kept in words ? kept : null;
	} catch {
		return null;
	}
}

function preferred() {
	const first = (navigator.languages || [navigator.language])
		.map((tag) => tag.slice(0, 2).toLowerCase())
		.find((tag) => tag in words);
	return first || 'en';
}

export function t(key, values = {}) {
	const text = words[code][key] ?? words.en[key];
	if (typeof text !== 'string')
		return text ?? key;
	return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// has(key): whether there is such a text
export const has = (key) => key in words.en;

export const language = () => code;

export function onLanguage(listener) {
	listeners.push(listener);
	listener();
}

function apply() {
	document.documentElement.lang = code === 'zh' ? 'zh-CN' : code;
	for (const e of document.querySelectorAll('[data-t]'))
		e.textContent = t(e.dataset.t);
	for (const e of document.querySelectorAll('[data-t-placeholder]'))
		e.placeholder = t(e.dataset.tPlaceholder);
	for (const e of document.querySelectorAll('[data-t-label]'))
		e.setAttribute('aria-label', t(e.dataset.tLabel));
}

// start(button): speak, and let the button switch to the other language
export function start(button) {
	const switched = () => {
		apply();
		button.textContent = t('language');
		button.lang = code === 'zh' ? 'en' : 'zh-CN';
		for (const listener of listeners)
			listener();
	};
	button.addEventListener('click', () => {
		code = code === 'zh' ? 'en' : 'zh';
		try {
			localStorage.setItem('amb.language', code);
		} catch {
			// then it is asked for again next time
		}
		switched();
	});
	switched();
}
