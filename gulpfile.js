const { Buffer } = require('node:buffer');
const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { dest, parallel, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

// What tsc leaves behind; n8n looks for it next to the compiled class.
const files = ['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.{svg,png}'];
const copy = () => src(files, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));

// Without the blanks that make them readable, they take a third of the room.
const schemas = () =>
	src('nodes/**/__schema__/**/*.json', { base: '.' }).pipe(compacted()).pipe(dest('dist'));

const compacted = () =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents.toString())));
			done(null, file);
		},
	});

module.exports = { clean, default: parallel(copy, schemas) };
