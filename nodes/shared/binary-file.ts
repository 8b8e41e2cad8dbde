import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidValue, type BinaryFile } from './operation';

/** Reads files of the run's input items. */
export function binaryFile(
	functions: IExecuteFunctions,
): (item: number, property: string) => Promise<BinaryFile> {
	const items = functions.getInputData();
	return async (item, property) => {
		const file = items[item].binary?.[property];
		if (!file) {
			const there = Object.keys(items[item].binary ?? {}).join(', ') || 'no files at all';
			throw new InvalidValue(`holds no file "${property}"; there is: ${there}`);
		}
		const data = await functions.helpers.getBinaryDataBuffer(item, property);
		return { data, mimeType: file.mimeType, fileName: file.fileName ?? 'file' };
	};
}
