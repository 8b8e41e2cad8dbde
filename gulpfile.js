const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

// tsc leaves icons and codex files behind; n8n looks for both next to the compiled class.
const copy = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'credentials/**/*.{svg,png}'], {
		base: '.',
		encoding: false,
		allowEmpty: true,
	}).pipe(dest('dist'));

module.exports = { clean, default: copy };
