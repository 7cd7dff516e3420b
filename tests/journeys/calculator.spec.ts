/** A person calculates: by keyboard, with wrong numbers, with a link from a friend, on paper, and without any script. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { measured, solve, type Calculator, type Typed } from '../../src/domain/carbon/calculator.ts';
import { numbers, sheets } from '../../src/schema/calculators.ts';

const all = sheets();
const byId = new Map(numbers().map((one) => [one.id, one]));
const sheet = (id: string): Calculator => {
  const found = all.find((one) => one.id === id);
  if (!found) throw new Error(`no calculator ${id}`);
  return found;
};
const said = (one: Calculator, typed: Typed): readonly string[] =>
  (solve(one, typed, byId).working?.results ?? []).map(
    ({ label, value, unit }) => label + measured(value, unit),
  );

async function open(page: Page, id: string, fragment = ''): Promise<void> {
  await page.goto(`./calculator/${id}/${fragment}`);
  await expect(page.locator('.calc-form > fieldset')).toBeEnabled();
}
const results = (page: Page) => page.locator('.calc-results > div');

/** Goes through the form with the tab key and fills it as an example has it, keys only. */
async function walk(page: Page, typed: Typed): Promise<void> {
  await page.locator('.calc-examples button:enabled').last().focus();
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one?.closest('.calc-form')) return undefined;
      const name = one.id.startsWith('calc-') ? one.id.slice(5) : '';
      if (one instanceof HTMLInputElement) return { name, now: one.value, options: undefined };
      return one instanceof HTMLSelectElement
        ? { name, now: one.value, options: [...one.options].map(({ value }) => value) }
        : { name, now: '', options: undefined };
    });
    if (!at) return;
    const wanted = typed[at.name];
    if (wanted === undefined || wanted === at.now) continue;
    if (!at.options) await page.keyboard.type(wanted);
    else {
      const by = at.options.indexOf(wanted) - at.options.indexOf(at.now);
      for (let press = 0; press < Math.abs(by); press += 1)
        await page.keyboard.press(by > 0 ? 'ArrowDown' : 'ArrowUp');
      await expect(page.locator(`#calc-${at.name}`)).toHaveValue(wanted);
    }
  }
  throw new Error('the form has no end');
}

async function accessible(page: Page, where: string): Promise<void> {
  for (const width of [320, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      // The page around it is looked at by pages.spec.ts.
      const { violations } = await new AxeBuilder({ page })
        .include('.calc')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
        `${where}, ${String(width)} px, ${colorScheme}`,
      ).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${where}, ${String(width)} px`).toBeLessThanOrEqual(0);
    }
}

for (const one of all)
  test(`${one.id}: every example comes out by keyboard alone, and the worked page is accessible`, async ({
    page,
  }) => {
    test.slow();
    await open(page, one.id);
    for (const { typed } of one.examples) {
      await walk(page, typed);
      await expect(results(page)).toHaveText([...said(one, typed)]);
      await page.getByRole('button', { name: '清空' }).click();
      await expect(results(page)).toHaveCount(0);
    }
    await page.getByRole('button', { name: '撤销，放回原来填的' }).click();
    // The same by the button, from a form that holds something else.
    await page.locator('.calc-examples button').first().focus();
    await page.keyboard.press('Enter');
    await expect(results(page)).toHaveText([...said(one, one.examples[0]?.typed ?? {})]);
    await expect(page.locator('.calc-steps li').first()).toBeVisible();
    await accessible(page, one.id);
  });

test('says in place what is wrong, mends full-width digits and shows how it read them', async ({ page }) => {
  await open(page, 'fuel');
  await expect(page.locator('.calc-out')).toContainText('还差：消耗量、低位发热量、单位热值含碳量、碳氧化率');
  const amount = page.getByLabel('消耗量FC');
  await amount.fill('-5');
  await expect(amount).toHaveAttribute('aria-invalid', 'false');
  await page.keyboard.press('Tab');
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await expect(amount).toHaveAccessibleDescription(/不能是负数/);
  await expect(page.locator('.calc-out')).toContainText('有 1 格填得不对：消耗量');
  await accessible(page, 'with a fault');
  await amount.fill('320万');
  await expect(amount).toHaveAccessibleDescription(/“320万”不是一个数.*请换算/);
  await amount.fill('３２０');
  await expect(amount).toHaveAttribute('aria-invalid', 'false');
  await expect(amount).toHaveAccessibleDescription(/按 320 计算/);
  await page.getByLabel('燃料的数值取自').selectOption('diesel-jia');
  await expect(results(page).first()).toHaveText('燃烧排放量990.69 tCO2');
  await expect(page.getByLabel('低位发热量NCV')).toHaveAccessibleDescription(/2025年度及以前.*M-137，B 级/);
  // One's own value is marked as such, in the form and in the list.
  await page.getByLabel('低位发热量NCV').fill('43');
  await expect(page.getByLabel('低位发热量NCV')).toHaveAccessibleDescription(/自己填的值/);
  await expect(page.locator('.calc-used li', { hasText: '低位发热量' })).toContainText('自己填的');
  // Not beyond its years.
  await page.getByLabel('核算年度').selectOption('from-2026');
  await expect(page.getByLabel('燃料的数值取自')).toHaveAccessibleDescription(/只用于 2025 年度及以前/);
  await expect(results(page)).toHaveCount(0);
});

test('asks for what an amount is multiplied with instead of counting it as nothing', async ({ page }) => {
  await open(page, 'carbon-balance', '#i1=500000&ic1=85&o1=300000&oc1=4.2');
  await expect(results(page)).toHaveCount(1);
  const second = page.getByRole('group', { name: '投入 2' });
  await second.getByLabel('含碳量').fill('12%');
  await expect(second.getByLabel('含碳量')).toHaveAccessibleDescription(
    /按 12 计算.*没有填“投入 2的数量”，这个数不用/,
  );
  await second.getByLabel('含碳量').fill('');
  await second.getByLabel('数量').fill('20000');
  await expect(page.locator('.calc-out')).toContainText('还差：投入 2的含碳量');
  await expect(results(page)).toHaveCount(0);
  await second.getByLabel('含碳量').fill('12');
  await expect(results(page).first()).toHaveText('排放量1,520,933.33 tCO2');
});

test('says at an empty field that another needs it', async ({ page }) => {
  await open(page, 'compliance', '#e=100&a=80&pc=85');
  await expect(page.getByLabel('配额价格')).toHaveAccessibleDescription(/也要填配额价格/);
  await expect(page.locator('.calc-out')).toContainText('有 1 格填得不对：配额价格');
});

test('clears, and takes that back', async ({ page }) => {
  await open(page, 'cement');
  await page
    .getByRole('button', { name: /填入示例/ })
    .first()
    .click();
  const before = [...said(sheet('cement'), sheet('cement').examples[0]?.typed ?? {})];
  await expect(results(page)).toHaveText(before);
  await page.getByRole('button', { name: '清空' }).click();
  await expect(page.getByText('已清空。')).toBeVisible();
  await expect(results(page)).toHaveCount(0);
  await page.getByRole('button', { name: '撤销，放回原来填的' }).click();
  await expect(results(page)).toHaveText(before);
});

test('a link brings a friend the same calculation, a reload keeps it, and a broken one says so', async ({
  page,
  context,
}) => {
  // The site's policy forbids reading the clipboard; what is written there is caught instead.
  await page.addInitScript(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text;
      return Promise.resolve();
    };
  });
  await open(page, 'allocation');
  await page
    .getByRole('button', { name: /填入示例/ })
    .first()
    .click();
  const outcome = [...said(sheet('allocation'), sheet('allocation').examples[0]?.typed ?? {})];
  await page.getByRole('button', { name: '复制这次计算的链接' }).click();
  await expect(page.getByText('已复制；链接里只有填的数')).toBeVisible();
  const link = (await page.locator('html').getAttribute('data-copied')) ?? '';
  expect(link).toMatch(/\/calculator\/allocation\/#unit=2024-a&/);
  await expect.poll(() => page.url()).toBe(link);
  await page.reload();
  await expect(results(page)).toHaveText(outcome);
  const friend = await context.newPage();
  await friend.goto(link);
  await expect(results(friend)).toHaveText(outcome);
  // Another link in the same tab.
  await friend.goto(`${link}&none=1`);
  await expect(friend.getByText('链接里有 1 项认不出，已略过')).toBeVisible();
  await expect(results(friend)).toHaveText(outcome);
  // Nothing of it is kept anywhere else.
  const kept = await friend.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
  ]);
  expect(kept).toEqual([0, 0, 0]);
});

test('prints the calculation: formula, steps and numbers, not the form', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset['printed'] = 'yes';
    };
  });
  await open(page, 'coal');
  await page
    .getByRole('button', { name: /填入示例/ })
    .first()
    .click();
  await page.getByRole('button', { name: '打印这次计算' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['.calc-form', '.calc-acts', '.mast', '.worked'])
    await expect(page.locator(gone).first()).toBeHidden();
  for (const there of ['h1', '.formula', '.calc-results', '.calc-steps', '.calc-used', '.refs'])
    await expect(page.locator(there).first()).toBeVisible();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  expect(height, 'no more than two pages of A4 at 96 dpi').toBeLessThan(2 * 1123);
});

test('is found from a section of the syllabus, and leads on to calculation questions', async ({ page }) => {
  await page.goto('./syllabus/2-3/');
  await page.getByRole('link', { name: '外购电力排放' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '外购电力排放' })).toBeVisible();
  await page.getByRole('link', { name: /练习这类计算题/ }).click();
  await expect(page.getByText(/^第 1 题，共 \d+ 题/)).toBeVisible();
  await expect(page.locator('.exam-question legend')).toContainText(/电/);
});

test('the index fills a wide screen with two columns and a phone with one', async ({ page }) => {
  for (const [width, columns] of [
    [360, 1],
    [768, 2],
    [1280, 2],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('./calculator/');
    const lefts = await page
      .locator('.groups h2')
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    expect(new Set(lefts).size, `${String(width)} px`).toBe(columns);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('formulas, worked examples and numbers can be read, and the form says that it waits', async ({
    page,
  }) => {
    await page.goto('./calculator/');
    await page.getByRole('link', { name: '燃料燃烧排放（按热值）' }).click();
    await expect(page.locator('.formula')).toContainText('消耗量×低位发热量×单位热值含碳量×碳氧化率×44/12');
    await expect(page.locator('noscript > .note')).toBeVisible();
    await expect(page.locator('#calc-fc')).toBeDisabled();
    await page.getByText('柴油 320 t（甲组）', { exact: true }).click();
    await expect(page.locator('.worked').first()).toContainText('＝990.69 tCO2');
    await page.getByText(/这个计算器收录的 \d+ 个数值/).click();
    await expect(page.getByRole('row', { name: /柴油低位发热量（甲组）/ })).toContainText('42.652');
    await page.goto('./calculator/factors/');
    await expect(page.getByRole('row', { name: '全国平均 0.5306 0.5366 0.5568' })).toBeVisible();
  });
});
