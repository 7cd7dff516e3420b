/** Leaving the form and coming back: a browser that keeps the page gives it back as it was left. */
import { expect, test, type Page } from '@playwright/test';
import { keepsPages, noteWhetherKept } from './back.ts';

test.use({ launchOptions: keepsPages });

/** Goes by a link to another page of the site, saying yes where leaving is asked about, and back. */
async function leaveAndReturn(page: Page): Promise<void> {
  await noteWhetherKept(page);
  await page.getByRole('main').getByRole('link', { name: '报名材料' }).click();
  await page.waitForURL(/materials/);
  await page.evaluate(() => {
    history.back();
  });
  await page.waitForURL(/register/, { waitUntil: 'commit' });
  // The very page that was left: what was written into it is there.
  await expect(page.locator('html')).toHaveAttribute('data-kept', 'true');
}

test.describe('a browser that keeps pages', () => {
  test.beforeEach(async ({ page }) => {
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto('./register/');
    await expect(page.getByRole('img', { name: /预览/ })).toBeVisible({ timeout: 20_000 });
  });

  test('gives the form back as it was left, and all of it still works', async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.getByLabel('姓名').fill('丁');
    await page.getByLabel('证件类型').selectOption('resident');
    await page.getByLabel('证件号码').fill('11010519491231002x');
    await page.getByRole('button', { name: '添加一段学习经历' }).click();
    await page.getByRole('group', { name: '学习经历' }).getByLabel('学校').fill('某大学');
    await leaveAndReturn(page);

    await expect(page.getByLabel('姓名')).toHaveValue('丁');
    await expect(page.getByLabel('证件号码')).toHaveValue('11010519491231002X');
    await expect(page.getByLabel('出生日期')).toHaveValue('1949-12-31');
    const school = page.getByRole('group', { name: '学习经历' }).getByLabel('学校');
    await expect(school).toHaveValue('某大学');
    // Typing goes on, is checked, undone, drawn and asked about as before.
    await page.getByRole('button', { name: /删除\s*学习经历第 1 段/ }).click();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(school).toHaveValue('某大学');
    await page.getByLabel('手机号码').fill('123');
    await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: '处要改' })).toBeFocused();
    await expect(page.getByText('手机号码应为 11 位').first()).toBeVisible();
    await leaveAndReturn(page);
    await expect(page.getByLabel('手机号码')).toHaveValue('123');
    expect(errors).toEqual([]);
  });

  test('gives the form back empty on a computer that others use, and says so', async ({ page }) => {
    await page.getByText('保留草稿、存成文件、公用电脑').click();
    await page.getByLabel('公用电脑模式').check();
    await page.getByLabel('姓名').fill('丁');
    await leaveAndReturn(page);
    await expect(page.getByText('离开这一页时，填写的内容已清空。')).toBeVisible();
    await expect(page.getByLabel('姓名')).toHaveValue('');
    await expect(page.getByLabel('公用电脑模式')).toBeChecked();
  });

  test('does not go on offering a draft that was deleted meanwhile', async ({ page }) => {
    await page.getByText('保留草稿、存成文件、公用电脑').click();
    await page.getByLabel('在本机保留草稿 7 天').check();
    await page.getByLabel('姓名').fill('丁');
    await page.getByRole('button', { name: '开始保留草稿' }).click();
    await expect(page.getByText(/草稿已存/)).toBeVisible();
    await page.reload();
    await expect(page.getByText('这个浏览器里有一份报名表草稿')).toBeVisible();
    const other = await page.context().newPage();
    await page.getByRole('main').getByRole('link', { name: '报名材料' }).click();
    await page.waitForURL(/materials/);
    await other.goto('./register/');
    await other.getByRole('button', { name: '删除草稿' }).click();
    await expect(other.getByText('草稿已删除，重新读过一遍')).toBeVisible();
    await other.close();
    await page.evaluate(() => {
      history.back();
    });
    await page.waitForURL(/register/, { waitUntil: 'commit' });
    await expect(page.getByText('这个浏览器里有一份报名表草稿')).toHaveCount(0);
    await expect(page.getByLabel('姓名')).toHaveValue('');
  });

  test('is not kept from it by listening for unload', async ({ page }) => {
    await page.getByLabel('姓名').fill('丁');
    const session = await page.context().newCDPSession(page);
    const heard = async (object: string): Promise<readonly string[]> => {
      const { result } = await session.send('Runtime.evaluate', { expression: object });
      const { listeners } = await session.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId ?? '',
      });
      return listeners.map(({ type }) => type);
    };
    const types = async (): Promise<readonly string[]> => [
      ...(await heard('window')),
      ...(await heard('document')),
    ];
    await expect.poll(types).toContain('beforeunload');
    expect(await types()).toContain('pageshow');
    expect(await types()).not.toContain('unload');
  });
});
