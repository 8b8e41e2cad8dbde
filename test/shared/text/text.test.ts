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
		['```npm ci``` installs it.\nNo *code*.', '`npm ci` installs it.\nNo _code_.'],
		['~~~x~~~ stays\n**b**', '~~~x~~~ stays\n*b*'],
		['```\na = 1\n\n\n\nb = 2\n```\n\n\n\nend', '```\na = 1\n\n\n\nb = 2\n```\n\nend'],
		['- a\n\n     ```js\n     if (**x**)\n       y\n     ```', '- a\n\n```\nif (**x**)\n  y\n```'],
		['```\n```js is no end\n```', '```\n```js is no end\n```'],
		['> ```\n> **x**\n> ```\n> **b**', '> ```\n> **x**\n> ```\n> *b*'],
		['`` a`b **c** ``` d ``', 'a`b **c** ``` d'],
		['```line one\n  line *two*```\n**b**', '```\nline one\n  line *two*\n```\n*b*'],
		['```hello\nworld``` *i*', '```\nworld``` *i*\n```'],
		['```hello\nworld```', '```\nhello\nworld\n```'],
		['```some text here\ncode\n```', '```\nsome text here\ncode\n```'],
		['```ts title="a"\ncode\n```', '```\ncode\n```'],
		['```c++ {1,3}\ncode\n```\n```js src/app.js\nx\n```', '```\ncode\n```\n```\nx\n```'],
		['see\n```hello', 'see\n```\nhello\n```'],
		['use `<br>` and `&amp;`', 'use `<br>` and `&amp;`'],
	])('code stays code, and a text stays a text: %j becomes %j', (markdown, expected) => {
		expect(markdownToWhatsApp(markdown)).toBe(expected);
	});

	test.each([
		['**bold *italic***', '*bold _italic_*'],
		['***italic* bold**', '*_italic_ bold*'],
		['***bold** italic*', '_*bold* italic_'],
		['****a****', '*a*'],
		['*a**b*', '_a**b_'],
		['**bold __too__ bold**', '*bold too bold*'],
		['**a _b ~~c~~ d_ e**', '*a _b ~c~ d_ e*'],
		['**over\ntwo lines**', '*over*\n*two lines*'],
		['**one<br>_two_**', '*one*\n*_two_*'],
		['**Total:**5, **「重要」**です', 'Total:5, 「重要」です'],
		['f(*args, **kw) and g(**kw)', 'f(*args, **kw) and g(**kw)'],
		['2**3**4 = 2**81', '2**3**4 = 2**81'],
		['**हिन्दी**में और **हिन्दी** में', 'हिन्दीमें और *हिन्दी* में'],
		['❤️**new**', '❤️*new*'],
		['<b>bold</b>, <I>it</I>, <u>line</u>, <b>open', '*bold*, _it_, line, <b>open'],
		['# 5* hotel', '5* hotel'],
		['# Use `**kwargs` **here**', 'Use `**kwargs` here'],
		['Title\n=====\ntext', '*Title*\ntext'],
		['1. [x] done\n2. ### Part', '1. ☑ done\n2. *Part*'],
		['one\\\ntwo  \nthree\\', 'one\ntwo\nthree\\'],
	])('emphasis: %j becomes %j', (markdown, expected) => {
		expect(markdownToWhatsApp(markdown)).toBe(expected);
	});

	test.each([
		['https://a.example/__init__/**x**y?z=~~1~~', 'https://a.example/__init__/**x**y?z=~~1~~'],
		[
			'**https://a.example/x_y**, _www.a.example/__a__b_.',
			'*https://a.example/x_y*, _www.a.example/__a__b_.',
		],
		['https://a.example/x\\_y?a=1&amp;b=2', 'https://a.example/x_y?a=1&b=2'],
		['[see [1]](https://a.example)', 'see [1] (https://a.example)'],
		['[a](<https://a.example/b c>)', 'a (https://a.example/b c)'],
		['[a](https://a.example/b(c(d)e)f)', 'a (https://a.example/b(c(d)e)f)'],
		['[a](https://a.example "Tea (2024)")', 'a (https://a.example)'],
		[
			'[![logo](https://a.example/l.png)](https://a.example)',
			'logo (https://a.example/l.png) (https://a.example)',
		],
		['<hi@shop.example>', 'hi@shop.example'],
		['Tom &amp; Jerry&#39;s &lt;b&gt; &#x1F600; &nope; &#0;', "Tom & Jerry's <b> 😀 &nope; &#0;"],
		['&#42;no&#42; &valueOf; a&b;', '*no* &valueOf; a&b;'],
		['\\$5 and it\\\'s \\"new\\" C:\\temp', '$5 and it\'s "new" C:\\temp'],
	])('addresses, entities and escapes: %j becomes %j', (markdown, expected) => {
		expect(markdownToWhatsApp(markdown)).toBe(expected);
	});

	test.each([
		['| a | b |\n|---|---|\n| x<br>y | 2 |', '- a: x y, b: 2'],
		['- | a | b |\n|---|---|\n| 1 | 2 |', '- | a | b |\n|---|---|\n| 1 | 2 |'],
		['> | a | b |\n> |---|---|\n> | 1 | 2 |', '> - a: 1, b: 2'],
		['| a | b |\n|---|---|\n| | |', 'a, b'],
		['| a | b |\n|---|---|\n| | |\n| 1 | |', '- a: 1'],
		['- a<br>b', '- a\nb'],
		['> a<br>b\n>> c', '> a\n> b\n> c'],
	])('tables and lines: %j becomes %j', (markdown, expected) => {
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
		'<b>',
		'&#',
		'`a``',
		'[[a]',
		'https://*',
		'**a\n',
		'**a**b',
		'a|b\n',
		'a\\\n',
		'```a b\nx```\n',
		'```a b\n',
		'>     ',
		'<a@',
	])(
		'400,000 characters of %j come to an end: a time that grows with their square would not',
		(piece) => {
			const text = piece.repeat(Math.ceil(400_000 / piece.length));
			expect(markdownToWhatsApp(text).length).toBeLessThanOrEqual(3 * text.length);
		},
	);
});

test('a table with a long column name does not grow with each of its rows', () => {
	const name = 'n'.repeat(10_000);
	const markdown = `${name} | b\n-|-\n${'1 | 2\n'.repeat(10_000)}`;
	const text = markdownToWhatsApp(markdown);
	expect(text.length).toBeLessThan(3 * markdown.length);
	expect(text).toContain(`${name}, b\n- 1, 2\n- 1, 2`);
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

	test('keeps the indentation of code, and makes no empty code block', () => {
		const code = Array.from({ length: 12 }, (_, index) => `${'  '.repeat(index % 4)}line${index}`);
		const text = `\`\`\`\n${code.join('\n')}\n\`\`\``;
		for (let size = 30; size < 90; size += 1) {
			const parts = splitText(text, size);
			const lines = parts.flatMap((part) => part.split('\n')).filter((line) => line !== '```');
			expect(lines).toEqual(code);
		}
		for (let size = 26; size < 60; size += 1) {
			const parts = splitText(
				'some text that is long\n```js\ncode one\ncode two\n```\nnext text',
				size,
			);
			for (const part of parts) expect(part).not.toMatch(/```\w*\n+```/);
			expect(parts.every(({ length }) => length <= size)).toBe(true);
		}
	});

	test('does not cut a formatted text, where it fits into a part', () => {
		const marked = ['*bold text here*', '_it is_', '~no more. Gone.~', '`a b c`', '*_both of it_*'];
		const words = Array.from({ length: 200 }, (_, index) =>
			index % 3 === 0 ? marked[index % marked.length] : `word${index}`,
		);
		for (let size = 50; size < 120; size += 1) {
			const parts = splitText(words.join(' '), size);
			for (const part of parts) {
				for (const sign of '*_~`') expect(part.split(sign).length % 2).toBe(1);
				expect(part.length).toBeLessThanOrEqual(size);
			}
			expect(parts.join(' ')).toBe(words.join(' '));
		}
		expect(splitText(`*${'bold '.repeat(30)}end*`, 40).length).toBeGreaterThan(3);
	});

	test.each(['*', '*a ', '`', ' ', '```', '```\n', '    x\n', '```\n        '])(
		'400,000 characters of %j come to an end',
		(piece) => {
			const text = piece.repeat(Math.ceil(400_000 / piece.length));
			const parts = splitText(text, 4096);
			expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(4096);
		},
	);

	test('loses nothing and keeps its bound, whatever the text is', () => {
		let seed = 7;
		const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
		const alphabet = [
			'a',
			'bc',
			' ',
			'\n',
			'\n\n',
			'. ',
			'!',
			'😀',
			'𝔘',
			'é',
			'中',
			'\t',
			',',
			'*',
			'_',
		];
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
