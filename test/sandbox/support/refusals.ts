import type { Bench } from './bench';

/** The body of a request (undefined for none), and the text of the error that it is answered with. */
export type RefusalRow = [body: unknown, error: string];

/**
 * One test for each row: the request is refused with this status and error, and changes nothing.
 * @param request Such as `POST /messages/text`, below the API's base
 * @param form The answer that the platform makes of an error's text
 */
export function itRefuses<Own>(
	bench: () => Bench<Own>,
	form: (error: string) => unknown,
	request: string,
	status: number,
	rows: RefusalRow[],
): void {
	const [method, url] = request.split(' ');
	const named = rows.map(([data, error]) => ({ data, error, shown: shown(data) }));
	it.each(named)(`refuses ${request} $shown with ${status}: $error`, async ({ data, error }) => {
		const before = await bench().state();
		const answer = await bench().api.request({ method, url, data });
		expect([answer.status, answer.data]).toEqual([status, form(error)]);
		expect(await bench().state()).toEqual(before);
	});
}

function shown(body: unknown): string {
	const text = JSON.stringify(body) ?? '';
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
