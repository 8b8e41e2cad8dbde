/** Countries with a dialing code of one digit, and the beginnings of those with three. */
const ONE_DIGIT = /^[17]/;
const THREE_DIGITS = /^(2[1-69]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])/;

/** The dialing code that a full number begins with. */
export function countryCode(mobile: string): string {
	if (ONE_DIGIT.test(mobile)) return mobile.slice(0, 1);
	return mobile.slice(0, THREE_DIGITS.test(mobile) ? 3 : 2);
}
