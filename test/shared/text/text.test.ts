import { markdownToWhatsApp } from '../../../nodes/shared/text/markdown';
import { splitText } from '../../../nodes/shared/text/split';

describe('Markdown for WhatsApp', () => {
	test.each([
		['**bold** and __bold__', '*bold* and *bold*'],
		['*italic* and _italic_', '_italic_ and _italic_'],
		['***both***', '*_both_*'],
		['**bold with *italic* in it**', '*bold with _italic_ in it*'],
		['~~old~~ ~new~', '~old~ ~new~'],
		['# Your order\n\nIt **shipped**.', '*Your order*\n\nIt *shipped*.'],
		['## **Already bold** heading ##', '*Already bold heading*'],
		['* one\n* two\n  * three', '- one\n- two\n  - three'],
		['+ one\n1) first\n2. second', '- one\n1. first\n2. second'],
		['- [ ] open\n- [x] done', '- ☐ open\n- ☑ done'],
		['[our shop](https://shop.example/a_b_c)', 'our shop (https://shop.example/a_b_c)'],
		['[https://shop.example](https://shop.example)', 'https://shop.example'],
		['[shop.example](https://shop.example/)', 'https://shop.example/'],
		['[Wiki](https://en.example/wiki/A_(b))', 'Wiki (https://en.example/wiki/A_(b))'],
		['![a cat](https://pics.example/cat.png "Cat")', 'a cat (https://pics.example/cat.png)'],
		['<https://shop.example/x_y_z>', 'https://shop.example/x_y_z'],
		['[write us](mailto:hi@shop.example)', 'write us (hi@shop.example)'],
		['`a * b * c` and ``x`y``', '`a * b * c` and ```x`y```'],
		['```js\nconst a = **b**;\n```', '```\nconst a = **b**;\n```'],
		['~~~\n# no heading\n~~~', '```\n# no heading\n```'],
		['```\nnever closed *x*', '```\nnever closed *x*\n```'],
		['> quoted **text**', '> quoted *text*'],
		['above\n\n---\n\nbelow', 'above\n\nbelow'],
		['2 * 3 * 4 = 24', '2 * 3 * 4 = 24'],
		['2*3*4', '2*3*4'],
		['snake_case_name and __init__', 'snake_case_name and *init*'],
		['**Note**s', 'Notes'],
		['not \\*bold\\*', 'not *bold*'],
		['a lone * star and ** two', 'a lone * star and ** two'],
		['**never closed', '**never closed'],
		['line one<br>line two', 'line one\nline two'],
		[
			'| Item | Price |\n| --- | ---: |\n| Tea | **5** |\n| Cup \\| saucer | 9 |',
			'- Item: Tea, Price: *5*\n- Item: Cup | saucer, Price: 9',
		],
		['a | b is no table', 'a | b is no table'],
		['Grüße, **日本** und **😀**!', 'Grüße, *日本* und *😀*!'],
		['', ''],
		['plain text stays', 'plain text stays'],
		['windows\r\n**line**', 'windows\n*line*'],
	])('%j becomes %j', (markdown, expected) => {
		expect(markdownToWhatsApp(markdown)).toBe(expected);
	});

	test.each([
		'*',
		'_',
		'~~',
		'**',
		'[',
		'![',
		'`',
		'<',
		'[a](',
		'| - ',
		'\\',
		'> ',
		'**a ',
		'a** ',
		'- ',
	])(
		'400,000 characters of %j come to an end: a time that grows with their square would not',
		(piece) => {
			const text = piece.repeat(Math.ceil(400_000 / piece.length));
			expect(markdownToWhatsApp(text).length).toBeLessThanOrEqual(3 * text.length);
		},
	);
});

describe('Splitting a long text', () => {
	const letters = (parts: string[]) => parts.join('').replace(/\s/g, '');

	test('leaves a text alone that fits', () => {
		expect(splitText(' Hello ', 20)).toEqual(['Hello']);
		expect(splitText('', 20)).toEqual(['']);
		expect(splitText('x'.repeat(4096), 4096)).toEqual(['x'.repeat(4096)]);
	});

	test.each([
		[
			'paragraphs first',
			'First one.\n\nSecond. Third one here.',
			30,
			['First one.', 'Second. Third one here.'],
		],
		['paragraphs before sentences', 'One. Two.\n\nThree. Four.', 22, ['One. Two.', 'Three. Four.']],
		['then lines', 'apples and pears\nplums and more', 28, ['apples and pears', 'plums and more']],
		['then sentences', 'I am here today. You are not.', 28, ['I am here today.', 'You are not.']],
		['then words', 'alpha beta gamma delta epsilon', 24, ['alpha beta gamma', 'delta epsilon']],
	])('cuts between %s', (_, text, size, parts) => {
		expect(splitText(text, size)).toEqual(parts);
	});

	test('never cuts a word that fits into a part', () => {
		const words = Array.from({ length: 400 }, (_, index) => `word${index}`);
		const parts = splitText(words.join(' '), 64);
		expect(parts.join(' ').split(' ')).toEqual(words);
		expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(64);
	});

	test.each(['😀', '👨‍👩‍👧‍👦', '👍🏽', 'é', 'x'])('never cuts %s in two', (character) => {
		const parts = splitText(character.repeat(300), 40);
		const whole = new Set(
			[...new Intl.Segmenter().segment(character)].map(({ segment }) => segment),
		);
		for (const part of parts) {
			expect(part.length).toBeLessThanOrEqual(40);
			for (const { segment } of new Intl.Segmenter().segment(part))
				expect(whole).toContain(segment);
		}
		expect(letters(parts)).toBe(character.repeat(300));
	});

	test('closes a code block at the end of a part and opens it again in the next', () => {
		const code = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
		const parts = splitText(`Look:\n\`\`\`\n${code}\n\`\`\`\nDone.`, 80);
		for (const part of parts) {
			expect(part.length).toBeLessThanOrEqual(80);
			expect(part.split('```').length % 2).toBe(1);
		}
		expect(letters(parts).replace(/```/g, '')).toBe(letters([`Look:${code}Done.`]));
	});

	test('loses nothing and keeps its bound, whatever the text is', () => {
		let seed = 7;
		const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
		const alphabet = ['a', 'bc', ' ', '\n', '\n\n', '. ', '!', '😀', '𝔘', 'é', '中', '\t', ','];
		for (let round = 0; round < 300; round += 1) {
			const text = Array.from(
				{ length: random(400) },
				() => alphabet[random(alphabet.length)],
			).join('');
			const size = 20 + random(60);
			const parts = splitText(text, size);
			expect(letters(parts)).toBe(letters([text]));
			for (const part of parts) {
				expect(part.length).toBeLessThanOrEqual(size);
				expect(part).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
			}
		}
	});
});
