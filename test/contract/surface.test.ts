import { committedSurface, currentSurface } from '../../scripts/surface';

// Saved workflows refer to these names. A change needs a new node version once 1.0 is out; before that it needs
// `npm run surface`, and a line in CHANGELOG.md.
test('test/surface.json holds every resource, operation, parameter, type and default', () => {
	expect(currentSurface()).toEqual(committedSurface());
});
