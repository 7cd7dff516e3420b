/** People asking 我能报吗 on the built site. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { encode, noAnswers } from '../../src/domain/eligibility/link.ts';
import { cases, type Case } from '../../src/schema/cases.ts';

const go = async (page: Page, fragment = ''): Promise<void> => {
  await page.goto(`./eligibility/${fragment}`);
  // The island has taken over once the day it says is the browser's.
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
};
const next = (page: Page) => page.getByRole('button', { name: '下一问' });
const question = (page: Page) => page.locator('.ask-box h2').innerText();
const level = (page: Page, name: string) =>
  page.locator('.so-far .ledger > div').filter({ has: page.getByText(name, { exact: true }) });
const fill = async (page: Page, months: number): Promise<void> => {
  await page.getByLabel('年', { exact: true }).fill(String(Math.floor(months / 12)));
  await page.getByLabel('个月', { exact: true }).fill(String(months % 12));
};

const choices: Readonly<Record<string, string>> = {
  'below-senior-high': '初中及以下',
  'senior-high': '高中',
  'secondary-vocational': '中专（含技校、职高）',
  'junior-college': '大专',
  bachelor: '本科',
  postgraduate: '研究生及以上',
  related: '环境科学与工程、能源等相关专业',
  other: '其他专业',
  yes: '有',
  no: '没有',
  university: '在校大学生',
  'related-vocational': '相关职业院校学生',
  'other-vocational': '其他职业院校学生',
};
/** Answers what is asked as this person would, until nothing is asked any more. */
async function answerAs(page: Page, { profile }: Case): Promise<number> {
  const certificate = (key: string): Readonly<Record<string, unknown>> | 'none' => {
    const held = profile[key];
    return typeof held === 'object' && held !== null ? { ...held } : 'none';
  };
  const [carbon, other] = [certificate('carbonCertificate'), certificate('otherCertificate')];
  const grade = (held: typeof carbon): string =>
    held === 'none'
      ? '没有'
      : ({ junior: '有，初级', intermediate: '有，中级', senior: '有，高级' }[String(held['level'])] ?? '');
  const part = (held: typeof carbon, key: string): number => (held === 'none' ? 0 : Number(held[key]));
  let asked = 0;
  for (; (await next(page).count()) > 0; asked += 1) {
    const title = await question(page);
    const pick = (label: string) => page.getByRole('radio', { name: label, exact: true }).check();
    if (title.startsWith('最高学历')) await pick(choices[String(profile['education'])] ?? '');
    else if (title.startsWith('这个最高学历')) await pick(choices[String(profile['major'])] ?? '');
    else if (title.startsWith('有没有相关专业')) await pick(choices[String(profile['relatedCollege'])] ?? '');
    else if (title.startsWith('现在是'))
      await pick(
        profile['enrolment'] === 'none' ? '不是在校学生' : (choices[String(profile['enrolment'])] ?? ''),
      );
    else if (title.includes('前后加起来')) await fill(page, Number(profile['totalMonths']));
    else if (title.includes('最长连续')) await fill(page, Number(profile['continuousMonths']));
    else if (title.startsWith('有没有碳减排')) await pick(grade(carbon));
    else if (title.startsWith('取得这个证书之后')) await fill(page, part(carbon, 'monthsWorkedSince'));
    else if (title.startsWith('有没有其他职业')) await pick(grade(other));
    else if (title.startsWith('这个其他证书')) await fill(page, part(other, 'monthsHeld'));
    else throw new Error(`no answer for: ${title}`);
    await next(page).click();
  }
  return asked;
}
const words = {
  eligible: '可以报考',
  confirm: '待核实',
  'not-eligible': '还不能报',
  unknown: '还不能断定',
} as const;
const names = { junior: '初级', intermediate: '中级', senior: '高级' } as const;

const walked = cases().filter((one) =>
  [
    '高中毕业，只做满一年',
    '在校大学生，没有工作过',
    '其他职业院校学生',
    '只有其他高级职称，刚取得',
    '中专相关专业，连续满四年',
    '大专其他专业，连续差一个月三年',
    '本科其他专业，累计三年但从未连续满一年',
    '研究生其他专业，没有工作过',
    '大专学能源、本科学会计，做满一年',
    '中级碳证书，累计一年，取证后差一个月',
  ].includes(one.name),
);

test('ten worked applicants are there to be walked', () => {
  expect(walked).toHaveLength(10);
});
for (const person of walked)
  test(`${person.name}: asked only what matters, and told what we expect`, async ({ page }) => {
    await page.clock.setFixedTime(new Date(`${person.asOf}T12:00:00+08:00`));
    await go(page);
    expect(await answerAs(page, person)).toBeLessThanOrEqual(10);
    // What a date still needs is offered, not asked: this person takes the offers.
    for (let offers = 0; offers < 4; offers += 1) {
      const offer = page
        .locator('.outcome p')
        .filter({ hasText: '可以再答一项' })
        .getByRole('button')
        .first();
      if ((await offer.count()) === 0) break;
      await offer.click();
      await answerAs(page, person);
    }
    for (const key of ['junior', 'intermediate', 'senior'] as const) {
      const want = person.expect[key];
      await expect(level(page, names[key])).toContainText(words[want.verdict]);
      const outcome = page.locator(`#result-${key}`);
      if (want.by !== undefined)
        await expect(outcome.locator('.quote a').first()).toHaveAttribute(
          'href',
          new RegExp(`/notice/#${want.by}$`),
        );
      if (want.earliest !== undefined) {
        const [year, month, day] = want.earliest.split('-').map(Number);
        await expect(outcome).toContainText(`${String(year)} 年 ${String(month)} 月 ${String(day)} 日起符合`);
      }
    }
  });

test('from answers to a verdict to the clause in the notice, and to the form', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+08:00'));
  await go(page);
  await page.getByRole('radio', { name: '本科' }).check();
  await next(page).click();
  await fill(page, 14);
  await next(page).click();
  await expect(level(page, '初级')).toContainText('可以报考');
  const outcome = page.locator('#result-junior');
  await expect(outcome.getByRole('link', { name: '用这些回答填报名表' })).toHaveAttribute(
    'href',
    /\/register\/#level=junior&clause=junior-3&education=bachelor&months=14$/,
  );
  await outcome.getByRole('link', { name: '初级第 (3) 条' }).click();
  await expect(page).toHaveURL(/\/notice\/#junior-3$/);
  await expect(page.locator('#junior-3')).toBeInViewport();
  await page.goBack();
  await expect(level(page, '初级')).toContainText('可以报考');
});

test('a reload keeps the answers, a change keeps the others, clearing can be undone', async ({ page }) => {
  await go(page);
  await page.getByRole('radio', { name: '大专' }).check();
  await next(page).click();
  await fill(page, 30);
  await next(page).click();
  await page.reload();
  const said = page.locator('.said');
  await expect(said).toContainText('最高学历：大专');
  await expect(said).toContainText('累计工作：2 年 6 个月');
  await said.getByRole('button', { name: '改“最高学历”' }).click();
  await page.getByRole('radio', { name: '高中' }).check();
  await expect(said).toContainText('累计工作：2 年 6 个月');
  await expect(level(page, '初级')).toContainText('可以报考');
  await page.getByRole('button', { name: '清空重来' }).click();
  await expect(page.locator('.said')).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: '撤销，恢复刚才的回答' }).click();
  await expect(said).toContainText('最高学历：高中');
  // Back at the question that was open, with the way back through the others.
  await expect(page.getByRole('heading', { name: '问完了' })).toHaveCount(0);
  await expect(page.locator('.ask-box h2')).toContainText('有没有其他职业');
  await page.getByRole('button', { name: '返回', exact: true }).click();
  await expect(page.locator('.ask-box h2')).toContainText('前后加起来');
});

test('a damaged link is refused with a sentence and a fresh start', async ({ page }) => {
  await go(page);
  await page.getByRole('radio', { name: '本科' }).check();
  const { hash } = new URL(page.url());
  expect(hash).toContain('education=bachelor');
  for (const spoilt of [
    hash.replace('bachelor', 'postgraduate'),
    hash.slice(0, -1),
    '#v=1&education=<script>',
    '#v=9&x=1&c=0',
    '#v=1&%E0%A4%A',
  ]) {
    await page.goto('about:blank');
    await go(page, spoilt);
    await expect(page.getByText('没有采用')).toBeVisible();
    await expect(page.locator('.said')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '最高学历是什么？' })).toBeVisible();
  }
});

test('a link forged with a day no calendar reaches leaves the page in order', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const forged = encode({ ...noAnswers, known: { education: 'bachelor' }, day: '9999-11' });
  // The place where it is said is there before it is said: then it is read aloud.
  await page.route('**/_astro/**', (route) => setTimeout(() => void route.continue(), 300));
  await page.goto(`./eligibility/#${forged}`, { waitUntil: 'commit' });
  const said = page.locator('.talk > [role=status]');
  await expect(said).toHaveText('');
  await expect(said).toContainText('没有采用');
  await page.getByRole('radio', { name: '本科' }).check();
  await expect(page).toHaveURL(/education=bachelor/);
  expect(complaints).toEqual([]);
});

test('a reference day that is over or far off is shown as what it is', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+08:00'));
  for (const [day, said] of [
    ['2025-01', '2025 年 1 月 18 日'],
    ['2030-01', '2030 年 1 月 19 日'],
    ['2026-11', '2026 年 11 月 21–22 日这一期的首日'],
  ] as const) {
    await page.goto('about:blank');
    await go(page, `#${encode({ ...noAnswers, known: { education: 'bachelor' }, day })}`);
    const chosen = page.getByLabel('年限算到哪一天').locator('option:checked');
    await expect(chosen).toHaveText(said);
    await expect(page.locator(`option[value="${day}"]`)).toHaveCount(1);
  }
});

test('with all questions listed, none that may still decide is called idle, and periods stand there once', async ({
  page,
}) => {
  const answers = {
    ...noAnswers,
    known: { education: 'junior-college' },
    declined: ['relatedCollege'],
    periods: [
      { from: '2019-03', to: '2021-08' },
      { from: '2021-06', to: '2022-01' },
    ],
  } as const;
  await go(page, `#${encode(answers)}`);
  await page.getByRole('button', { name: '全部列出' }).click();
  const idle = (name: string) => page.locator('.question.idle').filter({ hasText: name });
  // 高级 hangs on these, whether or not 不清楚 was said; 在校 is for 初级 alone, which is settled.
  await expect(level(page, '高级')).toContainText('还不能断定');
  await expect(idle('有没有相关专业的大专或以上学历？')).toHaveCount(0);
  await expect(idle('有没有其他职业或技能证书')).toHaveCount(0);
  await expect(idle('现在是在校学生吗？')).toHaveCount(1);
  await expect(page.locator('.history')).toHaveCount(1);
  await expect(page.getByRole('group', { name: /最长连续/ })).toContainText(
    '由上面的工作经历算出：2 年 11 个月',
  );
});

test('on a narrow screen a mark stays with the phrase it marks', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await go(page, `#${encode({ ...noAnswers, known: { education: 'bachelor', totalMonths: 20 } })}`);
  for (const width of [320, 360, 390, 414]) {
    await page.setViewportSize({ width, height: 740 });
    const alone = await page.locator('.phrase .mark').evaluateAll(
      (marks) =>
        marks.filter((mark) => {
          const range = document.createRange();
          const before = mark.previousSibling;
          if (before === null) return true;
          range.selectNode(before);
          return range.getBoundingClientRect().bottom <= mark.getBoundingClientRect().top;
        }).length,
    );
    expect(alone, `${String(width)} px`).toBe(0);
  }
});

test('answers that contradict each other are said, kept, and not judged', async ({ page }) => {
  await go(page);
  await page.getByRole('button', { name: '全部列出' }).click();
  const total = page.getByRole('group', { name: /前后加起来/ });
  const run = page.getByRole('group', { name: /最长连续/ });
  await total.getByLabel('个月', { exact: true }).fill('5');
  await run.getByLabel('个月', { exact: true }).fill('9');
  await expect(page.getByRole('alert')).toContainText('不会比累计工作的时间还长');
  await expect(level(page, '初级')).toContainText('先改正回答');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('不会比累计工作的时间还长');
  await page.getByRole('alert').getByRole('button', { name: '改“最长连续”' }).click();
  await page.getByLabel('个月', { exact: true }).fill('5');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(level(page, '初级')).not.toContainText('先改正回答');
});

test('all questions at once begin at the first, with the focus where the button has gone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await go(page);
  await page.getByRole('radio', { name: '本科' }).check();
  await page.getByRole('button', { name: '全部列出' }).click();
  await expect(page.getByRole('button', { name: '全部列出' })).toBeFocused();
  await expect(page.getByRole('heading', { name: '最高学历是什么？' })).toBeInViewport();
  await expect(page.getByRole('radio', { name: '本科' })).toBeChecked();
  await page.getByRole('button', { name: '一问一答' }).click();
  await expect(page.getByRole('heading', { name: /前后加起来/ })).toBeFocused();
});

test('with the keyboard alone, and the verdicts are announced once', async ({ page }) => {
  await go(page);
  await page.getByRole('radio', { name: '初中及以下' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '中专（含技校、职高）' })).toBeChecked();
  await expect(page.locator('[aria-live=polite]')).toHaveText(
    '初级还不能断定，中级还不能断定，高级还不能断定。',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /前后加起来/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /最长连续/ })).toBeFocused();
  await expect(page.locator('[aria-live=polite]')).toHaveText(
    '初级可以报考，中级还不能断定，高级还不能断定。',
  );
  await next(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('不知道就选“不清楚”');
});

test('an answer given in the very first moment is kept, and not taken for a link the page was opened with', async ({
  page,
}) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('astro-island:not([ssr]) .opt') === null) return;
      observer.disconnect();
      document.querySelector<HTMLInputElement>('input[value=bachelor]')?.click();
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['ssr'] });
  });
  await go(page);
  await expect(page.locator('.said')).toContainText('最高学历：本科');
  await expect(page.getByRole('radio', { name: '本科' })).toBeChecked();
  await expect(page.getByText('已按链接里的回答恢复')).toHaveCount(0);
});

test('a working life in periods gives both lengths and travels in the link', async ({ page }) => {
  await go(page);
  await page.getByRole('radio', { name: '大专' }).check();
  await next(page).click();
  await page.getByText('不好算？按起止年月逐段填').click();
  await page.getByLabel('第 1 段，从').fill('2020-01');
  await page.getByLabel('到', { exact: true }).first().fill('2020-12');
  await page.getByRole('button', { name: '再加一段' }).click();
  await page.getByLabel('第 2 段，从').fill('2021-03');
  await page.getByLabel('到', { exact: true }).nth(1).fill('2023-02');
  await expect(page.locator('.sum')).toContainText('累计 3 年，最长连续 2 年');
  await page.reload();
  await expect(page.locator('.said')).toContainText('累计工作：3 年');
  await expect(page.locator('.said')).toContainText('最长连续：2 年');
});

test('months still to come are no work done, and another reference day counts periods anew', async ({
  page,
}) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+08:00'));
  await go(page);
  await page.getByRole('radio', { name: '高中' }).check();
  await next(page).click();
  await page.getByText('不好算？按起止年月逐段填').click();
  await page.getByLabel('第 1 段，从').fill('2025-03');
  await page.getByLabel('到', { exact: true }).first().fill('2030-12');
  await expect(page.locator('.period')).toContainText('这一段算到 2026-11 为止，之后的没有计入');
  await expect(page.locator('.sum')).toContainText('累计 1 年 9 个月，最长连续 1 年 9 个月');
  await expect(level(page, '初级')).not.toContainText('可以报考');
  const day = page.getByLabel('年限算到哪一天');
  await day.selectOption('2027-03');
  await expect(page.locator('.said')).toContainText('累计工作：2 年 1 个月');
  await expect(level(page, '初级')).toContainText('可以报考');
  await page.reload();
  await expect(page.locator('.said')).toContainText('累计工作：2 年 1 个月');
  await day.selectOption('today');
  await expect(level(page, '初级')).not.toContainText('可以报考');
});

test('with its last period gone a sum is gone too, and what was typed before counts again', async ({
  page,
}) => {
  await go(page);
  await page.getByRole('radio', { name: '高中' }).check();
  await next(page).click();
  await page.getByText('不好算？按起止年月逐段填').click();
  const [from, to] = [page.getByLabel('第 1 段，从'), page.getByLabel('到', { exact: true }).first()];
  await from.fill('2019-01');
  await to.fill('2021-12');
  await expect(level(page, '初级')).toContainText('可以报考');
  await to.fill('2018-12');
  await expect(page.locator('.period')).toContainText('这一段没有计入');
  await expect(page.locator('.said')).not.toContainText('累计工作');
  await expect(level(page, '初级')).toContainText('还不能断定');
  await to.fill('2021-12');
  await expect(page.locator('.said')).toContainText('累计工作：3 年');
  await page.getByRole('button', { name: '删去第 1 段' }).click();
  await expect(page.locator('.said')).not.toContainText('累计工作');
  await expect(page.locator('.said')).not.toContainText('最长连续');
  expect(new URL(page.url()).hash).not.toContain('work=');
  await fill(page, 7);
  await from.fill('2019-01');
  await to.fill('2021-12');
  await expect(page.locator('.said')).toContainText('累计工作：3 年');
  await page.reload();
  await page.locator('.said').getByRole('button', { name: '改“累计工作”' }).click();
  await page.getByRole('button', { name: '删去第 1 段' }).click();
  await expect(page.locator('.said')).toContainText('累计工作：7 个月');
});

test('with 不清楚 to everything no verdict is claimed, on the way back neither', async ({ page }) => {
  await go(page);
  await expect(page.locator('.step')).toHaveText('通常四五问就有结论，回答不会发到服务器');
  while ((await next(page).count()) > 0) {
    await page.getByLabel('不清楚').check();
    await next(page).click();
  }
  await expect(page.locator('.done')).toContainText('答“不清楚”的几项决定着剩下的结论');
  await page.getByRole('button', { name: '返回上一问' }).click();
  await expect(page.locator('.step')).toContainText('其余要看答“不清楚”的几项');
  await expect(page.getByText('三个级别都已有结论')).toHaveCount(0);
});

test('a period says what it counts, what of it is lost on leaving, and how to write a month only where one is typed', async ({
  page,
}) => {
  const begin = async (): Promise<void> => {
    await go(page);
    await page.getByRole('radio', { name: '大专' }).check();
    await next(page).click();
    await page.getByText('不好算？按起止年月逐段填').click();
  };
  const typed = page.getByText('写成 2019-03 这样');
  await begin();
  await expect(typed).toHaveCount(0);
  await page.getByLabel('第 1 段，从').fill('2020-01');
  await expect(page.locator('.period')).toContainText('没填完的一段不会带进网址');
  await page.getByLabel('到', { exact: true }).first().fill('2020-12');
  await expect(page.locator('.period')).not.toContainText('不会带进网址');
  await expect(page.locator('.sum')).toContainText('按日算可能少一两个月，以主办单位审核为准');
  // A browser without a field for months.
  await page.addInitScript(() => {
    Object.defineProperty(HTMLInputElement.prototype, 'type', {
      get(this: HTMLInputElement) {
        const type = this.getAttribute('type') ?? 'text';
        return type === 'month' ? 'text' : type;
      },
      set(this: HTMLInputElement, type: string) {
        this.setAttribute('type', type);
      },
    });
  });
  await page.goto('about:blank');
  await begin();
  await expect(typed).toBeVisible();
});

test('where the text is open the two readings stand there with a question to send', async ({ page }) => {
  const person = walked.find((one) => one.name === '中专相关专业，连续满四年');
  if (person === undefined) throw new Error('no such case');
  await go(page);
  await answerAs(page, person);
  const outcome = page.locator('#result-senior');
  await expect(outcome).toContainText('相关专业的中专算不算');
  await outcome.getByRole('button', { name: '复制这段话' }).click();
  await expect(outcome.getByText('已复制。')).toBeVisible();
  await expect(outcome.getByRole('textbox')).toHaveValue(
    /中专学历（取得其他专业），连续从事相关领域工作满4年；/,
  );
});

test('a cell of the matrix asks what is open, and shows the reasons of what is settled, by keyboard too', async ({
  page,
}) => {
  await go(page);
  await page.getByRole('radio', { name: '本科' }).check();
  await next(page).click();
  const matrix = page.getByRole('table', { name: '三个级别的每一条各是什么情况' });
  await expect(matrix.getByRole('button')).toHaveCount(19);
  await matrix.getByRole('button', { name: '中级第 (3) 条未定：回答“最长连续”' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /最长连续/ })).toBeFocused();
  await expect(page.getByRole('heading', { name: /最长连续/ })).toBeInViewport();
  await fill(page, 12);
  await expect(matrix.getByRole('button', { name: /^中级第 \(3\) 条未定：回答“专业”/ })).toBeVisible();
  await matrix.getByRole('button', { name: '中级第 (2) 条不符合：看理由' }).click();
  await expect(page.locator('#why-intermediate-2')).toBeFocused();
  await expect(page.locator('#why-intermediate-2')).toContainText('学历须是大专');
});

test('who is not eligible yet sees the nearest ways, with days where there are any and our own guesses said to be', async ({
  page,
}) => {
  const person = walked.find((one) => one.name === '在校大学生，没有工作过');
  if (person === undefined) throw new Error('no such case');
  await page.clock.setFixedTime(new Date(`${person.asOf}T12:00:00+08:00`));
  await go(page);
  await answerAs(page, person);
  const ways = page.locator('#result-intermediate .ways').first();
  await expect(ways.getByRole('listitem').first()).toContainText(
    '考取初级碳减排领域证书（2027 年 1 月 16–17 日这一期），取证之后在相关领域工作 1 年。2028 年 1 月 16 日起符合中级第 (6) 条，2028 年 3 月 18–19 日这一期起可报。',
  );
  await expect(page.locator('.assume')).toContainText('以考试首日当作取证日');
  await expect(page.locator('.assume')).toContainText('通知里没有，是本站为排先后作的假设');
});

test('an old link says that the rules have changed since, and is assessed by the present ones', async ({
  page,
}) => {
  await go(page);
  await page.getByRole('radio', { name: '本科' }).check();
  await expect(page.locator('.said')).toContainText('最高学历：本科');
  const body = new URL(page.url()).hash
    .slice(1)
    .replace(/&c=.*/, '')
    .replace(/&r=[^&]*/, '&r=other');
  // The seal of the link, worked out once more: FNV-1a of 32 bit in base 36.
  let seal = 0x811c9dc5;
  for (const character of body) seal = Math.imul(seal ^ character.charCodeAt(0), 0x01000193) >>> 0;
  await page.goto('about:blank');
  await go(page, `#${body}&c=${seal.toString(36)}`);
  await expect(page.getByText('本站引用的条文有改动')).toBeVisible();
  await expect(page.locator('.said')).toContainText('最高学历：本科');
  // The link in the address bar is one of today again.
  await page.reload();
  await expect(page.getByText('本站引用的条文有改动')).toHaveCount(0);
  await expect(page.getByText('已按链接里的回答恢复。')).toBeVisible();
});

test('on paper: the answers, the verdicts with their reasons and the materials, and nothing to press', async ({
  page,
}) => {
  const person = walked.find((one) => one.name === '大专学能源、本科学会计，做满一年');
  if (person === undefined) throw new Error('no such case');
  await go(page);
  await answerAs(page, person);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.ask-box')).toBeHidden();
  await expect(page.locator('.said')).toBeVisible();
  await expect(page.locator('#result-intermediate')).toContainText('学历证复印件');
  for (const button of await page.locator('.checker button').all())
    if (await button.isVisible())
      expect(await button.evaluate((one) => one.closest('.matrix') !== null)).toBe(true);
  await expect(page.locator('.against .clause').last()).toBeVisible();
});

test('from the worked people to the checker with the same answers, and to the self-check of the rules', async ({
  page,
}) => {
  await go(page);
  await page.getByRole('link', { name: '按人举例' }).click();
  await expect(page).toHaveURL(/\/eligibility\/cases\/$/);
  const people = page.locator('article');
  await expect(people).toHaveCount(cases().length);
  await people
    .filter({ has: page.getByRole('heading', { name: '大专学能源、本科学会计，做满一年' }) })
    .getByRole('link', { name: /打开自测/ })
    .click();
  await expect(page.locator('.said')).toContainText('最高学历：本科');
  await expect(level(page, '高级')).toContainText('可以报考');
  await page.getByRole('link', { name: '规则自查' }).click();
  await expect(page.getByText('2,165,280').first()).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(1 + 3 + 1 + 19);
});

test('the reference day can be the first day of a sitting, and the result says so', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00+08:00'));
  await go(page);
  await page.getByRole('radio', { name: '研究生及以上' }).check();
  await page.getByLabel('年限算到哪一天').selectOption({ label: '2027 年 1 月 16–17 日这一期的首日' });
  await expect(page.locator('#result-intermediate')).toContainText(
    '以 2027 年 1 月 16 日（所选考期首日）为准',
  );
  await page.reload();
  await expect(page.getByLabel('年限算到哪一天')).toHaveValue('2027-01');
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test.describe(`at ${String(width)} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 800 }, colorScheme });
      test('with answers, with results and with everything listed the page is accessible and fits', async ({
        page,
      }) => {
        test.slow();
        const person = walked.find((one) => one.name === '中专相关专业，连续满四年');
        if (person === undefined) throw new Error('no such case');
        const sound = async (): Promise<void> => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
          ).toEqual([]);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        };
        await go(page);
        await page.getByRole('radio', { name: '本科' }).check();
        await next(page).click();
        await page.getByText('不好算？按起止年月逐段填').click();
        await sound();
        await page.getByRole('button', { name: '清空重来' }).click();
        await expect(page.getByRole('heading', { name: '最高学历是什么？' })).toBeVisible();
        await answerAs(page, person);
        await sound();
        await page.getByRole('button', { name: '全部列出' }).click();
        await sound();
      });
    });

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('all 19 conditions can be read, with a sentence that says why nothing is asked', async ({ page }) => {
    await page.goto('./eligibility/');
    await expect(page.locator('noscript')).toContainText('这一页的问答要用 JavaScript', {
      useInnerText: true,
    });
    await expect(page.locator('.against .clause')).toHaveCount(19);
    await expect(page.getByText('中专及以上学历').first()).toBeVisible();
    await expect(next(page)).toBeHidden();
    await expect(page.getByLabel('年限算到哪一天')).toBeHidden();
  });
});
