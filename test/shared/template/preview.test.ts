import { previewRows, showTemplate } from '../../../nodes/shared/template/preview';
import { isPreviewRow } from '../../../nodes/shared/template/variables';

const template = (...components: object[]) => ({ components });

test('A variable without a value stays in the text, and a value is not read as a pattern', () => {
	const { body } = showTemplate(template({ type: 'BODY', text: '{{1}} {{ 2 }} {{1}} {{name}}' }), {
		'Body {{1}}': '$& {{2}}',
		'Body {{2}}': ' ',
		'Body {{name}}': 7,
	});
	expect(body).toBe('$& {{2}} {{ 2 }} $& {{2}} 7');
});

test('Types in small letters are those of the page', () => {
	const shown = showTemplate(
		template(
			{ type: 'header', format: 'image' },
			{ type: 'body', text: 'Hi' },
			{ type: 'buttons', buttons: [{ type: 'url', text: 'Go', url: 'https://a.example' }] },
		),
		{ 'Header Image': 'media_1' },
	);
	expect(shown).toEqual({
		text: '[image] media_1\nHi\n[Go]',
		header: '[image] media_1',
		body: 'Hi',
		footer: null,
		buttons: [{ type: 'URL', text: 'Go', url: 'https://a.example' }],
	});
});

test.each([undefined, null, 'text', { components: 'none' }, { components: [null, 1, {}] }])(
	'What is no template shows nothing: %j',
	(answer) => {
		expect(showTemplate(answer, {})).toMatchObject({ text: '', body: null, buttons: [] });
		expect(previewRows(answer)).toEqual([]);
	},
);

test('A sentence that begins with "=" is no expression in the form', () => {
	const [row] = previewRows(template({ type: 'BODY', text: '= {{ $env.SECRET }}\nis a sentence' }));
	expect(row.defaultValue).toBe(' = {{ $env.SECRET }} is a sentence');
});

test('Every row that shows the template is known as one, and no value’s field is', () => {
	const card = { components: [{ type: 'BODY', text: 'x' }] };
	const rows = previewRows(
		template(
			{ type: 'HEADER', format: 'TEXT', text: 'x' },
			{ type: 'BODY', text: 'x' },
			{ type: 'FOOTER', text: 'x' },
			{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'x' }] },
			{ type: 'CAROUSEL', cards: [card, card] },
		),
	);
	const ids = rows.map(({ id }) => id);
	expect(ids).toEqual(['Header', 'Body', 'Footer', 'Buttons', 'Card 1', 'Card 2']);
	expect(ids.every(isPreviewRow)).toBe(true);
	const values = ['Header {{1}}', 'Body {{name}}', 'Button 1 {{1}}', 'Header Image', 'Code'];
	expect(values.some(isPreviewRow)).toBe(false);
});
