// Kept scenes, history and timers on the panel, and what a page must not leave
// behind.  usage: keeping.mjs ROOT BROWSER
import assert from 'node:assert/strict';
import { run, until } from './service.mjs';
import {
	close, complaints, finished, get, noScroll, open, outage, picture, post, raw,
	sample, serious, service, showsTruth,
} from './stage.mjs';

const hostile = '晚上 & <img src=x> 100%?#';
const text = (page, where) => page.locator(where).textContent();
const tile = (page, list, name) =>
	page.locator(`#${list} li`).filter({ hasText: name });
const says = (page, where, what) => until(`${where} says ${what}`, async () =>
	(await text(page, where)).includes(what));
const history = () => get('/api/app/history');
const scene = (method, name) => fetch(
	`${service.url}/api/app/scenes/${encodeURIComponent(name)}`, { method });

async function say(page, sentence) {
	await page.locator('#sentence').fill(sentence);
	await page.locator('#ask button').click();
	await page.waitForSelector('#ask .main:enabled'); // it is answered
	await finished(page);
}

async function upload(page, color, name) {
	const buffer = Buffer.from(await picture(page, color), 'base64');
	await page.setInputFiles('#file',
		{ name, mimeType: 'image/png', buffer });
	await page.locator('#preview .main').click();
	await says(page, '#picture-done', name);
}

async function apply(page, mode, color) {
	await page.locator('#modes label').filter({ hasText: mode }).click();
	await page.locator('#colors input').first().fill(color);
	await page.locator('#editor .main').click();
	await says(page, '#editor-done', 'has changed');
}

async function goto(page, zone) {
	await page.locator('#zone').fill(zone);
	await page.locator('#zone').press('Enter');
}

// the focus is still somewhere in the list
const holdsFocus = (page, list) => page.evaluate((id) =>
	document.getElementById(id).contains(document.activeElement), list);

const panel = await open('/ui');

await run({
	async keep() {
		const other = await open('/ui', 'zh-CN', 390, 844);
		await say(panel, 'sunset over the sea');
		await panel.locator('#keep-name').fill(hostile);
		await panel.locator('#keep-name').press('Enter');
		await says(panel, '#scenes-done', hostile);
		await tile(other, 'scenes', hostile).waitFor(); // by the event
		assert.equal(await panel.locator('#scenes img').count(), 0);
		assert.equal((await get('/api/app/scenes')).scenes[0].name, hostile);
		const sunset = await raw();
		await say(panel, 'green forest');
		assert.notDeepEqual(await raw(), sunset);
		await tile(panel, 'scenes', hostile).locator('button').first().click();
		await until('it is shown again', async () =>
			String(await raw()) === String(sunset));
		await showsTruth(panel);
		await showsTruth(other);
		await noScroll(other);
		assert.deepEqual(await serious(other), []);
		// the same name again is said to replace it
		await panel.locator('#keep-name').fill(hostile);
		assert.equal(await text(panel, '#keep button'), 'Replace');
		await other.context().close();
	},

	async keepRefused() {
		outage.expected = true;
		const long = 'x'.repeat(65);
		const { detail } = await (await scene('PUT', long)).json();
		await panel.locator('#keep-name').fill(long);
		await panel.locator('#keep button').click();
		await says(panel, '#scenes-trouble', detail);
		for (const name of ['..', 'a/b']) {
			await panel.locator('#keep-name').fill(name);
			await panel.locator('#keep button').click();
			await says(panel, '#scenes-trouble', 'cannot be . or ..');
		}
		for (let i = 1; i < 200; i++)
			assert.equal((await scene('PUT', `scene ${i}`)).status, 200);
		const full = await scene('PUT', 'one more');
		assert.equal(full.status, 409);
		await panel.locator('#keep-name').fill('one more');
		await panel.locator('#keep button').click();
		await says(panel, '#scenes-trouble', (await full.json()).detail);
		outage.expected = false;
		for (let i = 1; i < 200; i++)
			await scene('DELETE', `scene ${i}`);
		await until('one is left', async () =>
			await panel.locator('#scenes li').count() === 1);
	},

	async remove() {
		const buttons = tile(panel, 'scenes', hostile).locator('button');
		await buttons.nth(1).click();
		assert.equal(await buttons.nth(0).textContent(), 'Remove it');
		await panel.keyboard.press('Escape'); // the way back
		assert.equal(await buttons.nth(1).textContent(), 'Remove');
		assert.ok(await holdsFocus(panel, 'scenes'));
		assert.equal((await get('/api/app/scenes')).count, 1);
		await panel.keyboard.press('Enter');
		assert.equal(await buttons.nth(0).textContent(), 'Remove it');
		await panel.keyboard.press('Enter');
		await says(panel, '#scenes-done', 'is removed');
		assert.equal((await get('/api/app/scenes')).count, 0);
		await until('the list is gone, and the focus is not', async () =>
			await panel.locator('#scenes').isHidden() &&
			await panel.evaluate(() => document.activeElement.id) === 'keep-name');
	},

	async restore() {
		const submits = [];
		await say(panel, 'blue ocean waves');
		await upload(panel, '#2080e0', 'blue.png');
		const blue = await raw();
		await apply(panel, 'Pulse', '#00ff40');
		await say(panel, 'red heart');
		await until('each is told by what it is', async () => {
			const titles = await panel.locator('#past b').allTextContents();
			return titles[0] === 'red heart' &&
				titles.includes('Your own picture') &&
				titles.includes('Strip by hand: Pulse');
		});
		panel.on('request', (request) => {
			if (request.url().includes('submit'))
				submits.push(request.url());
		});
		await tile(panel, 'past', 'Your own picture').locator('button').click();
		await until('the picture is back', async () =>
			String(await raw()) === String(blue));
		await showsTruth(panel);
		await tile(panel, 'past', 'Strip by hand').first().locator('button')
			.click();
		await until('the strip is back', async () => {
			const { command } = await get('/api/data/strip/command');
			return command.mode === 'pulse' &&
				String(command.colors[0].rgb) === '0,255,64';
		});
		assert.deepEqual(submits, []); // nothing was planned anew
	},

	async redo() {
		await until('there is nothing to redo', () =>
			panel.locator('#redo').isDisabled());
		const { command } = await get('/api/data/strip/command');
		const before = await history();
		await panel.locator('#undo').click();
		await until('there is', () => panel.locator('#redo').isEnabled());
		assert.equal((await history()).redo, 1);
		await panel.locator('#redo').click();
		await until('it is as before', async () =>
			(await history()).count === before.count);
		assert.deepEqual((await get('/api/data/strip/command')).command, command);
		await until('and nothing to redo', () =>
			panel.locator('#redo').isDisabled());
	},

	async timers() {
		const other = await open('/ui', 'zh-CN', 390, 844);
		const at = new Date(Date.now() + 2 * 3600e3);
		const hhmm = at.toTimeString().slice(0, 5);
		await panel.locator('#when summary').click();
		await panel.locator('#at').fill(hhmm);
		await panel.locator('#repeat').selectOption('weekends');
		assert.equal(await text(panel, '#ask button'), 'Set the timer');
		await panel.locator('#sentence').fill('<i>party</i> lights');
		await panel.locator('#ask button').click();
		await says(panel, '#timers', '<i>party</i> lights');
		await says(other, '#timers', '周六和周日');
		const [timer] = (await get('/api/app/timers')).timers;
		assert.equal(timer.repeat, 'weekends');
		const local = new Date(timer.due_ms).toTimeString().slice(0, 5);
		assert.equal(local, hhmm);
		assert.match(await text(panel, '#timers time'), new RegExp(`${local}$`));
		// the next sentence is for now, and this one is not on its way
		assert.equal(await text(panel, '#ask button'), 'Light it');
		assert.ok(await panel.locator('#steps').isHidden());
		await noScroll(other);
		assert.deepEqual(await serious(other), []);
		await panel.locator('#timers button').click();
		await until('it is cancelled', () =>
			other.locator('#timers-box').isHidden());
		assert.deepEqual((await get('/api/app/timers')).timers, []);
		await until('the focus is not lost', () => panel.evaluate(
			() => document.activeElement.id === 'sentence'));
		await other.context().close();
	},

	async noLight() {
		await say(panel, 'sunset over the sea');
		await says(panel, '#now', 'sunset');
		outage.expected = true;
		await goto(panel, 'cellar');
		await panel.waitForSelector('#link[data-state=empty]');
		assert.equal(await text(panel, '#now'), '');
		assert.equal(await panel.getAttribute('#strip', 'data-leds'), '0');
		assert.ok((await sample(panel)).every((v) => v < 10));
		assert.equal(await panel.getAttribute('#matrix', 'aria-label'),
			'No light yet');
		assert.equal(await panel.locator('#past li').count(), 0);
		assert.ok(await panel.locator('#matrix-power').isDisabled());
		await goto(panel, 'main');
		await panel.waitForSelector('#link[data-state=live]');
		outage.expected = false;
		await showsTruth(panel);
		await says(panel, '#now', 'sunset');
	},

	async notices() {
		const page = await open('/ui');
		await page.clock.install();
		await page.reload();
		await page.waitForSelector('#link[data-state=live]');
		await apply(page, 'Breath', '#112233');
		await post('/api/app/strip/command', {
			mode: 'static', colors: [{ rgb: [1, 2, 3] }], brightness: 1,
			speed: 4, led_count: 60,
		});
		await until('another change takes it away', async () =>
			await text(page, '#editor-done') === '');
		await apply(page, 'Breath', '#112233');
		await page.clock.fastForward(5000);
		assert.notEqual(await text(page, '#editor-done'), '');
		await page.clock.fastForward(4000);
		assert.equal(await text(page, '#editor-done'), '');
		await page.context().close();
	},

	async longName() {
		const page = await open('/ui', 'en-US', 390, 844);
		const name = `${'x'.repeat(120)}.png`;
		await upload(page, '#30c040', name);
		await noScroll(page);
		await page.context().close();
	},

	async caption() {
		const sentence = `sunset over the sea ${'and then some '.repeat(30)}`;
		await say(panel, sentence);
		const said = panel.locator('#now b');
		await until('it is shown', async () =>
			(await said.textContent()).startsWith('sunset over the sea and'));
		assert.equal(await said.getAttribute('title'), sentence.trim());
		const height = async () => (await said.boundingBox()).height;
		const line = await said.evaluate((e) =>
			Number.parseFloat(getComputedStyle(e).lineHeight));
		const two = await height();
		assert.ok(two <= 2 * line + 1, `${two} px`);
		await said.focus();
		assert.ok(await height() > 2 * two);
		await post('/api/app/power', { strip: false });
		await until('an event comes', async () =>
			!await panel.locator('#strip-power').isChecked());
		assert.ok(await height() > 2 * two); // it is still being read
		await post('/api/app/power', { strip: true });
	},

	async keepingQuiet() {
		assert.deepEqual(complaints, []);
	},
});

await close();
