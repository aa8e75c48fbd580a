// A JSON schema in words, its references as links.
import { make } from './dom.js';

const nameOf = (ref) => ref.split('/').at(-1);

const link = (ref) =>
	make('a', { href: `#schema-${nameOf(ref)}` }, nameOf(ref));

function range(s) {
	const low = s.minimum ?? s.minLength ?? s.minItems;
	const high = s.maximum ?? s.maxLength ?? s.maxItems;
	const unit = s.maxLength ? ' characters' : '';
	if (s.exclusiveMinimum !== undefined)
		return ` above ${s.exclusiveMinimum}`;
	if (low === undefined && high === undefined)
		return '';
	if (low === undefined)
		return ` at most ${high}${unit}`;
	return high === undefined ? ` at least ${low}${unit}`
		: ` ${low} to ${high}${unit}`;
}

// kind(schema): what it is, as nodes
export function kind(s) {
	if (s.$ref)
		return [link(s.$ref)];
	if (s.const !== undefined)
		return [JSON.stringify(s.const)];
	if (s.enum)
		return [s.enum.join(' | ')];
	if (s.oneOf)
		return s.oneOf.flatMap((one, i) => [i ? ' or ' : '', ...kind(one)]);
	const types = [s.type].flat().filter(Boolean);
	if (types.includes('array') && s.items)
		return [types.includes('null') ? 'null or array of ' : 'array of ',
			...kind(s.items)];
	return [types.join(' or '), range(s),
		s.pattern ? make('code', {}, ` ${s.pattern}`) : ''];
}

// members(schema): a list of its properties, theirs below them
export function members(s, prefix = '') {
	const required = s.required || [];
	return Object.entries(s.properties || {}).flatMap(([name, p]) => {
		const extra = [
			required.includes(name) ? null : 'optional',
			p.default === undefined ? null
				: `default ${JSON.stringify(p.default)}`,
			p.description,
		].filter(Boolean).join('; ');
		const row = [make('dt', {}, prefix + name),
			make('dd', {}, ...kind(p), extra ? ` (${extra})` : '')];
		return [...row, ...members(p, `${prefix}${name}.`)];
	});
}

export function show(s) {
	const rows = members(s);
	return rows.length ? make('dl', { className: 'facts' }, ...rows)
		: make('p', {}, ...kind(s));
}
