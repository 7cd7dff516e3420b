/** One applicant's whole way through the built site, in one go: reads, checks, sits, fills in, searches. Also under a base path. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

test('an applicant reads the notice, checks the conditions, sits a paper, makes the form and finds a word', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !/^(blob|data):/.test(url)) elsewhere.push(url);
  });

  // 1. Reads, and follows a clause to its permanent place.
  await page.goto('./');
  await page.getByRole('link', { name: /通知\s*全文照录/ }).click();
  await expect(page.locator('#exam-form')).toContainText('60分为及格');
  await page.locator('#intermediate-3').getByRole('link').click();
  await expect(page).toHaveURL(/notice\/#intermediate-3$/);

  // 2. Asks whether they may apply: 本科, another major, fourteen months in one stretch.
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('link', { name: '我能报吗' }).click();
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  const next = page.getByRole('button', { name: '下一问' });
  const months = async () => {
    await page.getByLabel('年', { exact: true }).fill('1');
    await page.getByLabel('个月', { exact: true }).fill('2');
  };
  while ((await next.count()) > 0) {
    const asked = await page.locator('.ask-box h2').innerText();
    if (asked.startsWith('最高学历')) await page.getByRole('radio', { name: '本科', exact: true }).check();
    else if (asked.startsWith('这个最高学历'))
      await page.getByRole('radio', { name: '其他专业', exact: true }).check();
    else if (asked.includes('前后加起来') || asked.includes('最长连续')) await months();
    else if (asked.startsWith('现在是'))
      await page.getByRole('radio', { name: '不是在校学生', exact: true }).check();
    else await page.getByRole('radio', { name: '没有', exact: true }).check();
    await next.click();
  }
  const intermediate = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /^中级/ }) })
    .first();
  await expect(intermediate).toContainText('可以报考');
  await expect(intermediate).toContainText('本科学历（取得其他专业），连续从事相关领域工作满1年');

  // 3. Goes on to the form with these answers, fills it in and leaves with a PDF that says what was typed.
  await intermediate.getByRole('link', { name: /用这些回答填报名表/ }).click();
  await expect(page.getByRole('img', { name: /预览/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('报考级别')).toHaveValue('intermediate');
  await expect(page.getByRole('radio', { name: /^中级 \(3\)/ })).toBeChecked();
  const type = async (label: string, text: string) => {
    await page.getByLabel(label, { exact: true }).first().fill(text);
    await page.keyboard.press('Tab');
  };
  const pick = async (label: string, index: number) => {
    await page.getByLabel(label, { exact: true }).first().selectOption({ index });
  };
  const words = {
    姓名: '张𬭩䶮㛃',
    毕业院校: '华北电力大学',
    工作单位: '湖北某某碳资产管理有限公司',
    通信地址: '武汉市洪山区某路 1 号',
  };
  await type('姓名', words.姓名);
  await pick('证件类型', 1);
  await type('证件号码', '11010519491231002X');
  await type('民族', '汉族');
  await expect(page.getByLabel('最高学历')).toHaveValue('bachelor');
  await type('毕业院校', words.毕业院校);
  await type('所学专业', '会计学');
  await type('毕业时间', '1972-07');
  await type('工作单位', words.工作单位);
  await type('现任职务', '碳资产专员');
  await type('从事相关工作年限', '1 年 2 个月');
  await type('手机号码', '13812345678');
  await type('电子邮箱', 'zhang@example.com');
  await type('通信地址', words.通信地址);
  await type('邮政编码', '430070');
  await pick('考试批次', 1);
  const row = async (section: string, cells: Readonly<Record<string, string>>) => {
    const group = page.getByRole('group', { name: section });
    await group.getByRole('button', { name: '添加' }).click();
    for (const [label, text] of Object.entries(cells))
      await group
        .getByLabel(new RegExp(`^${label}`))
        .first()
        .fill(text);
  };
  await row('学习经历', {
    开始: '1968-09',
    结束: '1972-07',
    学校: words.毕业院校,
    专业: '会计学',
    学历: '本科',
  });
  await row('工作经历', {
    开始: '2025-09',
    结束: '至今',
    单位: words.工作单位,
    职务: '碳资产专员',
    主要工作: '配额履约',
  });
  await page.getByLabel(/打印后(再)?(粘贴|贴)/).check();
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: '生成报名表 PDF', exact: true }).click();
  const pdf = readFileSync(await (await waiting).path());
  const document = await getDocument({ data: new Uint8Array(pdf) }).promise;
  const content = await (await document.getPage(1)).getTextContent();
  const text = content.items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replaceAll(/\s/g, '');
  for (const word of Object.values(words)) expect(text).toContain(word.replaceAll(/\s/g, ''));
  expect(document.numPages).toBe(1);

  // 4. Sits a paper: answers one question, comes back after a reload, hands in.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('./exam/');
  await page.getByRole('radio', { name: '中级碳资产管理师' }).check();
  await page.getByRole('button', { name: '开始答题' }).click();
  await page.locator('.is-here .q-opt input').first().check();
  await expect(page.locator('.exam-saved')).toContainText('已保存');
  await page.reload();
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(page.locator('.is-here .q-opt input').first()).toBeChecked();
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '交卷，看成绩' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^成绩：\d/);
  const answers = page.locator('.exam-answers > li');
  await expect(answers).toHaveCount(58);
  const sources = answers.first().getByRole('link').first();
  await expect(sources).toHaveAttribute('href', new RegExp(`^${new URL(baseURL ?? '').pathname}`));

  // 5. Finds a word, and trusts the page that says where things come from.
  await page.goto('./search/?q=清缴');
  await expect(page.getByRole('option').first()).toBeVisible({ timeout: 30_000 });
  await page.goto('./about/');
  await expect(page.getByRole('main')).toContainText('填写的内容不会发出去');
  expect(elsewhere).toEqual([]);
});

test('every link and file of every page stands below the base path', ({ baseURL }) => {
  const { pathname } = new URL(baseURL ?? '');
  const dist = path.resolve(pathname === '/' ? 'dist' : '.tmp/dist-base');
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  expect(pages.length).toBeGreaterThan(35);
  const outside = pages.flatMap((file) =>
    [
      ...readFileSync(path.join(dist, file), 'utf8').matchAll(
        /(?:href|src|component-url|renderer-url)="(\/[^"]*)"/g,
      ),
    ]
      .map(([, url]) => url ?? '')
      .filter((url) => !url.startsWith(pathname))
      .map((url) => `${file}: ${url}`),
  );
  expect(outside).toEqual([]);
});
