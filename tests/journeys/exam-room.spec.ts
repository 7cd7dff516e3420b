/** A person uses what the room and its result offer: calculator, keys, pace, history, a friend's link, paper and pencil. */
import { expect, test, type Page } from '@playwright/test';
import type { Item } from '../../src/domain/exam/question.ts';
import { accessible } from './accessible.ts';
import { entries, handIn, paperFor, rightLetters, start } from './sitting.ts';

/** Ids of the items that stand in the bank as they are asked. */
const plain = new Set(entries.map((item) => item.id));
/** A paper of 初级 from the exam's own page. */
async function begin(page: Page): Promise<string> {
  await page.goto('./exam/');
  return start(page, '初级碳资产管理师');
}

test('the calculator opens by a key, reckons by keyboard and by its own keys, remembers, and gives the focus back', async ({
  page,
}) => {
  await begin(page);
  await page.keyboard.press('=');
  const calculator = page.getByRole('dialog', { name: '计算器' });
  const entry = calculator.getByRole('textbox', { name: '算式' });
  const shown = calculator.getByRole('status');
  await expect(entry).toBeFocused();
  await page.keyboard.type('0.1+0.2');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveText('= 0.3');
  // A sign goes on with the result, exactly; a digit begins anew.
  await page.keyboard.type('*3');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveText('= 0.9');
  await calculator.getByRole('button', { name: 'M+ 加到存储' }).click();
  for (const key of ['根号', '左括号', '1', '6', '右括号', '除', '3', '等于'])
    await calculator.getByRole('button', { name: key, exact: true }).click();
  await expect(shown).toHaveText('= 1.33333333333');
  for (const key of ['乘', 'MR 取出存储', '等于'])
    await calculator.getByRole('button', { name: key, exact: true }).click();
  await expect(shown).toHaveText('= 1.2');
  await entry.fill('1/0');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveText('不能除以 0');
  // Letters typed here answer no question.
  await entry.fill('');
  await page.keyboard.type('b');
  await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(0);
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(calculator).toHaveCount(0);
  await expect(page.locator('.is-here legend > span')).toBeFocused();
});

test('keys can be turned off; a single choice can go on by itself; both are remembered', async ({ page }) => {
  await begin(page);
  await page.getByText('字号、时钟与按键').click();
  await page.getByLabel('使用单键快捷键').uncheck();
  await page.getByLabel('单选题选定后自动到下一题').check();
  await page.getByRole('button', { name: '字大一点' }).click();
  await page.locator('.is-here legend').click();
  await page.keyboard.press('A');
  await expect(page.locator('.is-here .q-opt input:checked')).toHaveCount(0);
  await page.reload();
  await page.getByRole('button', { name: '接着答' }).click();
  await expect(page.locator('.exam-room')).toHaveClass(/zoom-1/);
  await page.locator('.is-here .q-opt').nth(1).click();
  await expect(page.getByText('第 2 题，共 58 题')).toBeVisible();
  await expect(page.locator('.exam-side').getByText('已答 1 / 58')).toBeVisible();
});

test('the result tells time and points apart, and sends what was missed to practice', async ({ page }) => {
  await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
  const paper = paperFor(await begin(page));
  // The storage works by the real clock: it must be done before the other one leaps.
  const saved = page.locator('.exam-saved');
  await expect(saved).toContainText('已保存');
  await page.clock.runFor(12_000);
  for (const letter of rightLetters(paper, 1)) await page.keyboard.press(letter);
  await page.keyboard.press('ArrowRight');
  const wrong = 'ABCD'.split('').find((one) => one !== rightLetters(paper, 2)) ?? '';
  await expect(saved).toContainText('已保存');
  await page.clock.runFor(33_000);
  await page.keyboard.press(wrong);
  await handIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：1 分');
  await expect(page.locator('.exam-answers > li').first()).toContainText(/用时 1[23] 秒/);
  await expect(page.locator('.exam-answers > li').nth(1)).toContainText(/用时 3[34] 秒/);
  await expect(page.getByRole('heading', { name: '时间花在哪里' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^单选/ })).toContainText('48 分钟');
  await page.getByText('每题用时的表').click();
  await expect(page.locator('.exam-pace details tbody tr')).toHaveCount(58);
  await expect(page.getByRole('heading', { name: '各认知层次' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '各章节' })).toBeVisible();
  // The paper's numbers lead to their questions, also where a filter hides them.
  await page.getByRole('button', { name: '标记 0' }).click();
  await page.getByRole('link', { name: '第 58 题，未作答' }).click();
  await expect(page.locator('#question-58')).toBeFocused();
  await expect(page.locator('#question-58')).toBeInViewport();
  const missed = await page.getByRole('link', { name: '练这次失分的 57 题' }).getAttribute('href');
  const ids = (missed ?? '').split('#items=')[1]?.split(',') ?? [];
  expect(ids).toEqual(paper.questions.slice(1).map((question) => question.item));
  await accessible(page);
});

test('papers are listed with their course; one is sat again and passed on by a link that a friend opens', async ({
  page,
  context,
}) => {
  const number = await begin(page);
  await handIn(page);
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await page.getByRole('button', { name: `再做一遍卷号 ${number}` }).click();
  await expect(page.getByLabel('卷号（可不填）')).toHaveValue(number);
  const button = page.getByRole('button', { name: '开始答题' });
  await expect(button).toBeFocused();
  await button.press('Enter');
  await expect(page.locator('.exam-no')).toHaveText(`卷号 ${number}`);
  await page.keyboard.press(rightLetters(paperFor(number), 1));
  await handIn(page);
  await expect(page.locator('.exam-answers > li').first()).toContainText(
    '在别的试卷里遇到过 1 次，满分 0 次',
  );
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await expect(page.locator('.exam-course title')).toHaveText(/2 份试卷的得分，从早到晚：0、1 分/);
  await accessible(page);
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      Reflect.set(window, 'copied', text);
      return Promise.resolve();
    };
  });
  const row = page.locator('.exam-past > li').first();
  await row.getByRole('button', { name: '复制链接发给同学' }).click();
  await expect(row.getByRole('status')).toContainText('已复制');
  const link = await page.evaluate(() => String(Reflect.get(window, 'copied')));
  expect(link).toMatch(new RegExp(`/exam/#paper=${number}$`));
  const friend = await context.newPage();
  await friend.goto(link);
  await expect(friend.getByRole('status').filter({ hasText: `有人请你做卷号 ${number}` })).toContainText(
    '初级碳资产管理师，58 题',
  );
  await accessible(friend);
  await friend.goto('about:blank');
  // A 卷号 of a bank that is no more is said at once, and nothing is substituted.
  await friend.goto('./exam/#paper=C100-000Z-BM4Q');
  await expect(friend.getByRole('status').filter({ hasText: '有人请你做卷号 C100-000Z-BM4Q' })).toContainText(
    '题库或卷型在这个卷号产生之后改过',
  );
});

test('a list of papers that does not arrive is told of, and comes when asked for again', async ({ page }) => {
  await begin(page);
  await handIn(page);
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await expect(page.locator('.exam-past > li')).toHaveCount(1);
  await page.route('**/_astro/Result.*.js', (route) => route.abort());
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('你做过的 1 份试卷都在');
  await page.unroute('**/_astro/Result.*.js');
  await page.getByRole('button', { name: '再下载一次' }).click();
  await expect(page.locator('.exam-past > li')).toHaveCount(1);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the way to hand in says the time left without announcing it, and leads to each question left open', async ({
  page,
}) => {
  await page.clock.install({ time: new Date('2027-01-16T09:00:00+08:00') });
  const paper = paperFor(await begin(page));
  for (const [index, question] of paper.questions.entries()) {
    if (index > 0) await page.keyboard.press('ArrowRight');
    if (question.type !== 'short' && index !== 6) await page.keyboard.press('A');
    if (index === 9) await page.keyboard.press('M');
  }
  await page.clock.fastForward('30:00');
  await page.getByRole('button', { name: '交卷' }).click();
  const dialog = page.getByRole('dialog', { name: /^交卷，还剩 1 小时 2\d 分，还有 4 题未答$/ });
  await expect(dialog).toContainText('，还有 4 题未答，共 58 题');
  const clock = dialog.getByRole('timer');
  await expect(clock).toHaveAttribute('aria-live', 'off');
  const seconds = async (): Promise<number> =>
    ((await clock.textContent()) ?? '').split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
  const before = await seconds();
  expect(before).toBeLessThanOrEqual(90 * 60);
  await page.clock.runFor(5_000);
  await expect.poll(seconds).toBeLessThanOrEqual(before - 5);
  await accessible(page);
  await dialog.getByRole('button', { name: '标记的第 10 题' }).click();
  await expect(page.getByText('第 10 题，共 58 题')).toBeVisible();
  await page.getByRole('button', { name: '交卷' }).click();
  await page.getByRole('button', { name: '未答的第 57 题' }).click();
  await expect(page.getByText('第 57 题，共 58 题')).toBeVisible();
  // Whoever hid the clock is not shown it here either.
  await page.getByText('字号、时钟与按键').click();
  await page.getByLabel('显示剩余时间').uncheck();
  await page.getByRole('button', { name: '交卷' }).click();
  await expect(page.getByRole('dialog', { name: '交卷，还有 4 题未答', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('timer')).toHaveCount(0);
});

test.describe('at 768 px', () => {
  test.use({ viewport: { width: 768, height: 1024 }, colorScheme: 'dark' });

  test('a question withdrawn from the bank is named on the result and in the history, and all fits', async ({
    page,
  }) => {
    const paper = paperFor(await begin(page));
    const index = paper.questions.findIndex(({ item }) => plain.has(item));
    for (const place of [1, 2, 3]) {
      await page.keyboard.press(rightLetters(paper, place));
      await page.keyboard.press('ArrowRight');
      await expect(page.getByText(`第 ${String(place + 1)} 题，共 58 题`)).toBeVisible();
    }
    await page.getByRole('button', { name: '答题卡' }).click();
    await page.getByRole('button', { name: '第 56 题，未答' }).click();
    await page.getByRole('textbox', { name: '你的回答' }).fill('排放配额应当按期清缴。');
    await handIn(page);
    const fits = (): Promise<boolean> =>
      page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(await fits()).toBe(true);
    await expect(page.getByText('从题库撤下了')).toHaveCount(0);
    await page.route('**/bank/*.json', async (route) => {
      const response = await route.fetch();
      const file = JSON.parse(await response.text()) as { items: readonly Item[] };
      const rest = file.items.filter(({ id }) => id !== paper.questions[index]?.item);
      await route.fulfill({ response, json: { ...file, items: rest } });
    });
    await page.reload();
    await expect(page.getByText(`第 ${String(index + 1)} 题在你做卷之后从题库撤下了`)).toBeVisible();
    // Three answered right, one of them gone.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      `暂定成绩：${String(index < 3 ? 2 : 3)} 分`,
    );
    await accessible(page);
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: '回到模拟考试' }).click();
    await expect(page.locator('.exam-past')).toContainText('1 题已从题库撤下');
    await expect(page.locator('.exam-past')).toContainText('暂定，1 道简答待自评');
    // The same paper cannot be set again: that is said at once, and nothing is substituted.
    await page.getByRole('button', { name: /^再做一遍/ }).click();
    await expect(page.getByRole('alert')).toContainText('题库或卷型在这个卷号产生之后改过');
    await expect(page.getByLabel('卷号（可不填）')).toBeFocused();
    expect(await fits()).toBe(true);
  });
});

test.describe('in WeChat', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.50',
  });

  test('the result offers no printing, and says how', async ({ page }) => {
    await begin(page);
    await handIn(page);
    await expect(page.getByText('微信里不能打印')).toContainText('我的数据');
    await expect(page.getByRole('button', { name: /打印成绩/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^全部/ })).toBeVisible();
  });
});

test('an old paper is marked again after a key was corrected, with the reason', async ({ page }) => {
  const paper = paperFor(await begin(page));
  const index = paper.questions.findIndex(({ item }) => plain.has(item));
  const question = paper.questions[index];
  const wrong = 'ABCD'.split('').find((one) => one !== rightLetters(paper, index + 1)) ?? '';
  await page.getByRole('button', { name: `第 ${String(index + 1)} 题，未答` }).click();
  await page.keyboard.press(wrong);
  await expect(page.locator('.exam-saved')).toContainText('已保存');
  await handIn(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：0 分');
  await page.route('**/bank/*.json', async (route) => {
    const response = await route.fetch();
    const file = JSON.parse(await response.text()) as { items: readonly Item[] };
    const changed = file.items.map((item) =>
      item.id === question?.item && item.type !== 'short'
        ? {
            ...item,
            rev: 2,
            key: [question.order['ABCD'.indexOf(wrong)] ?? ''],
            corrections: [{ rev: 1, key: item.key, reason: '原答案依据的文件已被替代。' }],
          }
        : item,
    );
    await route.fulfill({ response, json: { ...file, items: changed } });
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：1 分');
  await expect(page.getByRole('region', { name: '复核' })).toContainText('复核后 0→1 分');
  await expect(page.getByRole('region', { name: '复核' })).toContainText('原答案依据的文件已被替代。');
  await accessible(page);
  await page.getByRole('button', { name: '回到模拟考试' }).click();
  await expect(page.locator('.exam-past')).toContainText('复核后 0→1');
});

test('paper, answer sheet and key are printed apart, each page with 卷号 and number', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('./exam/print/');
  await page.getByRole('button', { name: '抽一份中级试卷' }).click();
  const field = page.getByLabel('卷号');
  await expect(field).toHaveValue(/^\S{4}-\S{4}-\S{4}$/);
  const number = await field.inputValue();
  const sheets = page.locator('.sheets-shown > .sheet');
  for (const [name, text] of [
    ['试卷', '考试时间 120 分钟'],
    ['答题卡', '姓名'],
    ['答案与解析', '依据：'],
  ] as const) {
    await page.getByRole('group', { name: '哪一份文件' }).getByRole('button', { name, exact: true }).click();
    await expect(sheets.first()).toContainText(text);
    const count = await sheets.count();
    for (let index = 0; index < count; index += 1) {
      await expect(sheets.nth(index)).toContainText(`卷号 ${number}`);
      await expect(sheets.nth(index)).toContainText(`第 ${String(index + 1)} 页，共 ${String(count)} 页`);
    }
    // Nothing runs over a sheet's edge.
    const over = await sheets.evaluateAll((all) =>
      all.map((one) => {
        const body = one.querySelector('.sheet-body');
        return body
          ? Math.max(body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth)
          : 1;
      }),
    );
    expect(Math.max(...over)).toBeLessThanOrEqual(0);
    // Block stands on block: no margin lies between them that was not measured.
    const gaps = await sheets.evaluateAll((all) =>
      all.flatMap((one) => {
        const body = one.querySelector('.sheet-body')?.getBoundingClientRect();
        const blocks = [...one.querySelectorAll('.sheet-block')].map((block) =>
          block.getBoundingClientRect(),
        );
        return blocks.map((block, at) => block.top - (blocks[at - 1]?.bottom ?? body?.top ?? 0));
      }),
    );
    expect(Math.max(...gaps)).toBeLessThan(0.5);
    // The printer makes as many pages as there are sheets: A4, none empty.
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(Math.max(...[...pdf.matchAll(/\/Count (\d+)/g)].map((match) => Number(match[1])))).toBe(count);
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    if (name === '答题卡') await accessible(page);
  }
  // What the answer sheet was filled in with is typed in by its 卷号.
  await expect(page.getByRole('link', { name: '录入手工答卷' })).toHaveAttribute(
    'href',
    new RegExp(`/exam/by-hand/#paper=${number}$`),
  );
});

for (const [width, colorScheme] of [
  [320, 'dark'],
  [1280, 'light'],
] as const)
  test.describe(`a paper done by hand, at ${String(width)} px`, () => {
    test.use({ viewport: { width, height: 740 }, colorScheme });

    test('is typed in by lines and by boxes, graded, marked by oneself, and kept as made by hand', async ({
      page,
    }) => {
      await page.goto('./exam/print/');
      await page.getByRole('button', { name: '抽一份初级试卷' }).click();
      await expect(page.getByLabel('卷号')).toHaveValue(/-/);
      await accessible(page);
      const number = await page.getByLabel('卷号').inputValue();
      const paper = paperFor(number);
      await page.getByRole('link', { name: '录入手工答卷' }).click();
      await expect(page.getByText('初级碳资产管理师，58 题。')).toBeVisible();
      const places = Array.from({ length: 55 }, (_, index) => index + 1);
      const line = page.getByLabel('照答题卡一行一行敲');
      await line.fill(
        `1-40 ${places
          .slice(0, 40)
          .map((place) => rightLetters(paper, place))
          .join('')} 41-54 ${places
          .slice(40, 54)
          .map((place) => rightLetters(paper, place))
          .join(' ')}`,
      );
      await line.press('Enter');
      await expect(page.getByText('填入了 54 题。')).toBeVisible();
      await line.fill('40 E');
      await line.press('Enter');
      await expect(page.getByText('第 40 题不能是 E。')).toBeVisible();
      // One box by hand, and on from it by keys.
      const first = page.getByLabel('第 1 题，单选');
      await first.focus();
      await page.keyboard.type('e');
      await expect(page.getByText('第 1 题的选项不对')).toBeVisible();
      await expect(page.getByRole('button', { name: '评分并记入' })).toBeDisabled();
      await first.fill('');
      await page.keyboard.type(rightLetters(paper, 1).toLowerCase());
      await expect(page.getByLabel('第 2 题，单选')).toBeFocused();
      await page.getByLabel('第 55 题，多选').fill(rightLetters(paper, 55));
      await page.getByLabel('第 56 题写了').check();
      await accessible(page);
      await page.getByRole('button', { name: '评分并记入' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂定成绩：70 分');
      await expect(page.getByText('纸上作答，没有计时')).toBeVisible();
      await expect(page.getByText('自评完最多 80 分')).toBeVisible();
      await page.getByRole('button', { name: /^简答/ }).click();
      const lines = page.locator('.exam-answers > li').first().getByRole('radiogroup');
      for (let row = 0; row < (await lines.count()); row += 1)
        await lines.nth(row).getByRole('radio', { name: '1 分' }).check();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^成绩：7\d 分/);
      await accessible(page);
      await page.goto('./exam/');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^成绩：7\d 分/);
      await page.getByRole('button', { name: '回到模拟考试' }).click();
      await expect(page.locator('.exam-past')).toContainText('手工录入');
      await expect(page.locator('.exam-past')).toContainText(number);
    });
  });

test('a paper half typed in by hand outlives a reload, and can be begun anew', async ({ page }) => {
  await page.goto('./exam/print/');
  await page.getByRole('button', { name: '抽一份初级试卷' }).click();
  await page.getByRole('link', { name: '录入手工答卷' }).click();
  const line = page.getByLabel('照答题卡一行一行敲');
  await line.fill('1-5 ABCDA');
  await line.press('Enter');
  await page.getByLabel('第 56 题写了').check();
  await line.fill('6-8 AB');
  await page.reload();
  await expect(page.getByText('刷新之前录入的还在')).toBeVisible();
  await expect(page.getByText('已录 5 / 55 题')).toBeVisible();
  await expect(page.getByLabel('第 4 题，单选')).toHaveValue('D');
  await expect(page.getByLabel('第 56 题写了')).toBeChecked();
  await expect(line).toHaveValue('6-8 AB');
  await accessible(page);
  await page.getByRole('button', { name: '全部清空，从头录' }).click();
  await expect(page.getByText('已录 0 / 55 题')).toBeVisible();
  await expect(line).toBeFocused();
  await page.reload();
  await expect(page.getByText('已录 0 / 55 题')).toBeVisible();
  await expect(page.getByText('刷新之前录入的还在')).toBeHidden();
  // Graded, nothing of it waits any longer.
  await line.fill('1-5 ABCDA');
  await line.press('Enter');
  await page.getByRole('button', { name: '评分并记入' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('成绩');
  await expect
    .poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('by-hand'))))
    .toEqual([]);
});

test('what is typed by hand goes on from line to line, counts also when it was not filled in, and is not kept where nothing can be', async ({
  page,
}) => {
  await page.addInitScript(
    'IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };',
  );
  await page.goto('./exam/print/');
  await page.getByRole('button', { name: '抽一份初级试卷' }).click();
  await expect(page.getByLabel('卷号')).toHaveValue(/-/);
  const number = await page.getByLabel('卷号').inputValue();
  const paper = paperFor(number);
  await page.getByRole('link', { name: '录入手工答卷' }).click();
  await expect(page.getByRole('alert')).toContainText('这个浏览器现在不能保存记录');
  const letters = Array.from({ length: 40 }, (_, index) => rightLetters(paper, index + 1));
  const line = page.getByLabel('照答题卡一行一行敲');
  const grade = page.getByRole('button', { name: '评分并记入' });
  await expect(grade).toBeDisabled();
  // Ten to a line, as they stand on the answer sheet, and not a number typed.
  for (const from of [0, 10, 20]) {
    await line.fill(letters.slice(from, from + 10).join(''));
    await line.press('Enter');
    await expect(page.getByText(`就从第 ${String(from + 11)} 题接着录`)).toBeVisible();
  }
  await expect(page.getByText('已录 30 / 55 题')).toBeVisible();
  // What is wrong in the last line stops the marking.
  await line.fill(`${letters.slice(30, 39).join('')}E`);
  await grade.click();
  await expect(page.getByText('第 40 题不能是 E。')).toBeVisible();
  await expect(line).toBeFocused();
  await line.fill(letters.slice(30).join(''));
  // Five letters have room in their box.
  const box = page.getByLabel('第 41 题，多选');
  await box.fill('ABCDE');
  expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  await box.fill('');
  await grade.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('成绩：40 分');
  await expect(page.getByText('这个浏览器不能保存记录：离开这个页面，这份成绩就没有了')).toBeVisible();
  // The same paper once more is told of.
  await page.getByRole('button', { name: '再录入一份' }).click();
  await expect(page.getByText('这份试卷你做过')).toBeVisible();
});

test('a room that stands ready before the start is there for no key and no screen reader, and then shows whole', async ({
  page,
}) => {
  await page.goto('./exam/');
  await expect(page.locator('.exam-room.is-laid')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('模拟考试');
  await page.locator('.exam-form .btn[type=submit]').focus();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.exam-room') ?? null)).toBeNull();
  }
  await page.getByRole('button', { name: '开始答题' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/仿真考试/);
  await expect(page.locator('.is-here legend > span')).toBeFocused();
  await expect(page.locator('.is-here .q-opt').first()).toBeVisible();
});
