/** Answers given to 我能报吗 go along into the form, are said to have come, and go again when they are not wanted. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { encode } from '../../src/domain/eligibility/link.ts';

const work = [
  { from: '2019-07', to: '2021-06' },
  { from: '2022-01', to: '2024-12' },
];
/** Opens the checker with answers of somebody with a junior certificate, and goes on to the form. */
async function arrive(page: Page): Promise<void> {
  await page.clock.setFixedTime(new Date('2026-11-23T12:00:00+08:00'));
  const fragment = encode({
    known: {
      education: 'bachelor',
      major: 'other',
      carbonCertificate: { level: 'junior', monthsHeld: 30, monthsWorkedSince: 12 },
    },
    declined: [],
    day: 'today',
    periods: work,
  });
  await page.goto(`./eligibility/#${fragment}`);
  await page.getByRole('link', { name: '用这些回答填报名表（中级）' }).click();
  await expect(page).toHaveURL(/\/register\/#level=intermediate&/);
  await expect(page.getByLabel('报考级别')).toHaveValue('intermediate');
}
const row = (page: Page, section: string, number: number) =>
  page.locator(`#section-${section} .entries > li`).nth(number - 1);

test('what the answers hold and the form asks for is filled in, marked, and nothing else is', async ({
  page,
}) => {
  await arrive(page);
  const said = page.getByRole('region', { name: '从“我能报吗”带来的内容' });
  await expect(said).toContainText(
    '最高学历、从事相关工作年限、报考级别、符合的报考条件、工作经历 2 段的起止年月、已有证书 1 本的等级',
  );
  const education = page.getByLabel('最高学历');
  await expect(education).toHaveValue('bachelor');
  await expect(education).toHaveAccessibleDescription(/从“我能报吗”带来，请核对。/);
  await expect(page.getByLabel('从事相关工作年限')).toHaveValue('5年');
  for (const [index, { from, to }] of work.entries()) {
    const one = row(page, 'work', index + 1);
    await expect(one.getByLabel('开始年月', { exact: true })).toHaveValue(from);
    await expect(one.getByLabel('结束年月', { exact: true })).toHaveValue(to);
    await expect(one.getByLabel('单位', { exact: true })).toHaveValue('');
  }
  const certificate = row(page, 'certificates', 1);
  await expect(certificate.getByLabel('等级')).toHaveValue('初级');
  await expect(certificate.getByLabel('等级')).toHaveAccessibleDescription(/带来（碳减排领域证书），请核对/);
  await expect(certificate.getByLabel('取得年月')).toHaveValue('');
  // A major was answered as related or not; the form wants its name.
  await expect(page.getByLabel('所学专业')).toHaveValue('');
  await expect(page.locator('#section-study .entries > li')).toHaveCount(0);
  // What is changed is the applicant's own: its mark goes.
  await education.selectOption('postgraduate');
  await expect(education).not.toHaveAccessibleDescription(/带来/);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).include('.registration').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  // Kept nowhere but in the address.
  const kept = await page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
  ]);
  expect(kept).toEqual([0, 0, 0]);
});

test('taking it out leaves what was typed, can be taken back, and a reload does not bring it again', async ({
  page,
}) => {
  await arrive(page);
  await page.getByLabel('姓名').fill('张三');
  await row(page, 'work', 1).getByLabel('单位', { exact: true }).fill('某某公司');
  await page.getByLabel('最高学历').selectOption('postgraduate');
  await page.getByRole('button', { name: '移除带来的内容' }).click();
  const said = page.getByRole('region', { name: '从“我能报吗”带来的内容' });
  await expect(said).toHaveCount(0);
  await expect(page.getByRole('heading', { name: '身份', exact: true })).toBeFocused();
  await expect(page).toHaveURL(/\/register\/$/);
  await expect(page.getByLabel('姓名')).toHaveValue('张三');
  await expect(page.getByLabel('最高学历')).toHaveValue('postgraduate');
  await expect(page.getByLabel('报考级别')).toHaveValue('');
  await expect(page.getByLabel('从事相关工作年限')).toHaveValue('');
  await expect(page.locator('#section-certificates .entries > li')).toHaveCount(0);
  await expect(page.locator('#section-work .entries > li')).toHaveCount(1);
  await expect(row(page, 'work', 1).getByLabel('单位', { exact: true })).toHaveValue('某某公司');
  await expect(row(page, 'work', 1).getByLabel('开始年月', { exact: true })).toHaveValue('');

  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(said).toBeFocused();
  await expect(page.getByLabel('报考级别')).toHaveValue('intermediate');
  await expect(page.getByLabel('最高学历')).toHaveValue('postgraduate');
  await expect(page.locator('#section-work .entries > li')).toHaveCount(2);
  await expect(row(page, 'work', 1).getByLabel('单位', { exact: true })).toHaveValue('某某公司');
  await expect(row(page, 'work', 1).getByLabel('开始年月', { exact: true })).toHaveValue('2019-07');

  await page.getByRole('button', { name: '移除带来的内容' }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByLabel('姓名')).toHaveValue('');
  await expect(page.getByLabel('报考级别')).toHaveValue('');
  await expect(said).toHaveCount(0);
});
