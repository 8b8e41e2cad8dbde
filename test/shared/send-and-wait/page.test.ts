import { questionPage } from '../../../nodes/shared/send-and-wait/page';

test('A question that holds HTML is shown as it was written', () => {
	const page = questionPage('<script>alert(1)</script> & "so" on', `<b onclick='x'>`, true);
	expect(page).not.toMatch(/<script|<b /);
	expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot; on');
	expect(page).toContain('&lt;b onclick=&#39;x&#39;&gt;');
	expect(page.match(/<form method="post">/g)).toHaveLength(1);
});
