import { createHash } from 'node:crypto';

/** A file that came in a form, as it is kept: the hash of its bytes shows whether they came unchanged. */
export interface FormFile {
	filename: string;
	mimeType: string;
	size: number;
	/** Hexadecimal. */
	sha256: string;
	/** The first 16 bytes, hexadecimal. */
	start: string;
}

/** As an operation gets it. */
export interface UploadedFile extends FormFile {
	bytes: Buffer;
}

const KEPT = 16;

export function isForm(contentType: string): boolean {
	return contentType.toLowerCase().startsWith('multipart/form-data');
}

export interface Form {
	/** The fields; a file stands there by its name. */
	body: Record<string, string>;
	files: Record<string, UploadedFile>;
}

/** Reads a multipart body; one that cannot be read has nothing in it. */
export async function readForm(bytes: Buffer, contentType: string): Promise<Form> {
	const form: Form = { body: {}, files: {} };
	const headers = { 'content-type': contentType };
	const read = await new Response(bytes, { headers }).formData().catch(() => new FormData());
	for (const [name, value] of read.entries()) {
		form.body[name] = typeof value === 'string' ? value : value.name;
		if (typeof value !== 'string') form.files[name] = await described(value);
	}
	return form;
}

export function withoutBytes(files: Record<string, UploadedFile>): Record<string, FormFile> {
	return Object.fromEntries(
		Object.entries(files).map(([field, { filename, mimeType, size, sha256, start }]) => [
			field,
			{ filename, mimeType, size, sha256, start },
		]),
	);
}

async function described(file: File): Promise<UploadedFile> {
	const bytes = Buffer.from(await file.arrayBuffer());
	return {
		filename: file.name,
		mimeType: file.type,
		size: bytes.length,
		sha256: createHash('sha256').update(bytes).digest('hex'),
		start: bytes.subarray(0, KEPT).toString('hex'),
		bytes,
	};
}
