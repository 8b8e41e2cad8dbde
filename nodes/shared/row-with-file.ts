import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** An output row with binary data. */
export class RowWithFile {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}
