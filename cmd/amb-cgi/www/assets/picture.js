// A picture of one's own: dropped, pasted or chosen, seen first, then lit.
import { ask, complain, Trouble } from './api.js';
import { $ } from './dom.js';
import { t, onLanguage } from './language.js';
import { notify } from './notice.js';

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

let file = null;
let zone = 'main';
let told = () => {};

function show(chosen) {
	file = chosen;
	$('preview').hidden = !file;
	$('drop').hidden = Boolean(file);
	URL.revokeObjectURL($('preview-image').src);
	$('preview-image').removeAttribute('src');
	if (file)
		$('preview-image').src = URL.createObjectURL(file);
	draw();
}

function draw() {
	const name = file?.name || '';
	$('preview-name').textContent = name;
	$('preview-image').alt = t('picture.preview', { name });
}

function take(chosen) {
	if (!chosen)
		return;
	const known = kinds.includes(chosen.type);
	complain($('picture-trouble'), known ? null : new Trouble('trouble.kind'));
	if (!known)
		return;
	show(chosen);
	$('preview').querySelector('.main').focus();
}

async function light() {
	const body = new FormData();
	body.append('file', file);
	const button = $('preview').querySelector('.main');
	button.disabled = true;
	try {
		const answer = await ask(
			`/api/matrix/downsample?zone=${zone}`, { method: 'POST', body });
		const name = file.name;
		told('answer', answer);
		show(null);
		notify('picture-done', 'picture.done', { name });
	} catch (trouble) {
		complain($('picture-trouble'), trouble.status === 400
			? new Trouble('trouble.picture') : trouble);
	}
	button.disabled = false;
}

export function setZone(name) {
	zone = name;
}

export function start(tell) {
	told = tell;
	$('file').addEventListener('change', () => {
		take($('file').files[0]);
		$('file').value = '';
	});
	$('preview').addEventListener('submit', (event) => {
		event.preventDefault();
		complain($('picture-trouble'), null);
		light();
	});
	$('preview-drop').addEventListener('click', () => {
		show(null);
		complain($('picture-trouble'), null);
		$('file').focus();
	});
	addEventListener('paste', (event) => {
		const pasted = [...event.clipboardData.files][0];
		if (pasted) {
			event.preventDefault();
			take(pasted);
		}
	});
	addEventListener('dragover', (event) => {
		if (event.dataTransfer.types.includes('Files')) {
			event.preventDefault();
			document.body.classList.add('over');
		}
	});
	addEventListener('dragleave', (event) => {
		if (!event.relatedTarget)
			document.body.classList.remove('over');
	});
	addEventListener('drop', (event) => {
		document.body.classList.remove('over');
		if (event.dataTransfer.files.length) {
			event.preventDefault();
			take(event.dataTransfer.files[0]);
		}
	});
	onLanguage(draw);
}
