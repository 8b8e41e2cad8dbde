/** E.164 as Badala writes it, with a plus. The sandbox's shared parts keep digits only. */
export const E164 = /^\+[1-9][0-9]{6,14}$/;

export function withPlus(phone: string): string {
	return `+${phone}`;
}

export function digits(phone: string): string {
	return phone.slice(1);
}
