/** The registration form: filled in, checked in place, seen on paper, made into a PDF. Nothing leaves the page. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sayDays, sittings, type Batch } from '../../domain/calendar.ts';
import { sayMonths } from '../../domain/eligibility/duration.ts';
import { scansOf, type Enclosure } from '../../domain/registration/enclosures.ts';
import {
  identityOf,
  mendCell,
  mendDraft,
  mendField,
  placeId,
  preview,
  validate,
  workOf,
  type Clause,
  type Offer,
  type Verdict,
} from '../../domain/registration/form.ts';
import { brought } from '../../domain/registration/handed.ts';
import { routes } from '../../routes.ts';
import {
  $draft,
  $enclosures,
  $handed,
  $limit,
  $photo,
  $pictures,
  $undo,
  clear,
  dropUndo,
  fill,
  fillCell,
  fillEmpty,
  forget,
  isFilledIn,
  takeOver,
  today,
  undo,
} from '../../stores/registration.ts';
import { look } from '../../stores/draft-shelf.ts';
import { $keeping, dropDraft } from '../../stores/drafts.ts';
import { watchIdle } from '../../stores/idle.ts';
import { DeskContext, type Desk } from './desk.ts';
import { Enclosures } from './Enclosures.tsx';
import { FieldGrid, RadioField } from './Fields.tsx';
import { HandedOver, notesOf } from './Handed.tsx';
import { Keep, sayTrouble } from './Keep.tsx';
import { bindWithin, compose, idle, setUp, warmUp, type Composed, type Pictures } from './make.ts';
import { Came, nameRow, ToMend, type Outcome } from './Outcome.tsx';
import { Photo } from './Photo.tsx';
import { openOutlines, openScreen } from './press.ts';
import { Preview, type Proof } from './Preview.tsx';
import { Printed } from './Printed.tsx';
import { Rows } from './Rows.tsx';
import { placeOf, UndoBar } from './UndoBar.tsx';
import { inWeChat } from '../in-wechat.ts';

interface Props {
  /** What the organiser has announced about sittings. */
  readonly batches: readonly Batch[];
  /** The notice's conditions. */
  readonly clauses: readonly Clause[];
}

/** Addresses for pictures in memory, by their names; each is given up once its picture is gone. */
function useAddresses(pictures: Pictures): ReadonlyMap<string, string> {
  const given = useRef(new Map<string, string>());
  const addresses = useMemo(() => {
    const next = new Map<string, string>();
    for (const [id, jpeg] of pictures)
      next.set(id, given.current.get(id) ?? URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' })));
    return next;
  }, [pictures]);
  useEffect(() => {
    for (const [id, address] of given.current) if (!addresses.has(id)) URL.revokeObjectURL(address);
    given.current = new Map(addresses);
  }, [addresses]);
  useEffect(
    () => () => {
      for (const address of given.current.values()) URL.revokeObjectURL(address);
    },
    [],
  );
  return addresses;
}

export default function RegistrationForm({ batches, clauses }: Props) {
  const draft = useStore($draft);
  const photo = useStore($photo);
  const enclosures = useStore($enclosures);
  const masters = useStore($pictures);
  const limit = useStore($limit);
  const taken = useStore($undo);
  const handed = useStore($handed);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map());
  const [asked, setAsked] = useState(false);
  const [round, setRound] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const [proof, setProof] = useState<Proof | undefined>(undefined);
  const [pictures, setPictures] = useState<readonly string[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const warmed = useRef(false);
  /** Gives up what is being drawn ahead. */
  const dropAhead = useRef<() => void>(() => undefined);
  const toPaper = useRef<HTMLButtonElement>(null);
  const announced = useRef<HTMLParagraphElement>(null);
  /** Where the focus goes once a removed row is back. */
  const returning = useRef('');
  /** Whether all that is filled in has gone into a file since it was changed. */
  const [filed, setFiled] = useState(false);
  const [shared, setShared] = useState(false);
  /** A minute is left before the form is emptied. */
  const [warned, setWarned] = useState(false);
  /** What was done to the whole form without being asked for, or against being undone. */
  const [emptied, setEmptied] = useState('');
  const [onPaper, setOnPaper] = useState(false);
  const keeping = useStore($keeping);
  /** Pictures already let down, by name, rung and mark. */
  const made = useRef(new Map<string, Uint8Array<ArrayBuffer>>());
  /** The file drawn before it is asked for, and what it was drawn of. */
  const ahead = useRef<
    | {
        readonly verdict: Verdict;
        readonly photo: typeof photo;
        readonly enclosures: readonly Enclosure[];
        readonly composed: Promise<Composed>;
      }
    | undefined
  >(undefined);
  const [day, setDay] = useState(today);
  const offer = useMemo<Offer>(
    () => ({
      clauses,
      sittings: sittings(day, 6, batches).map(({ id, days }) => ({ id, label: sayDays(days) })),
    }),
    [day, batches, clauses],
  );
  const verdict = useMemo(() => validate(draft, day, offer), [draft, day, offer]);
  const problems = verdict.ok ? verdict.warnings : verdict.problems;
  const errors = problems.filter(({ weight }) => weight === 'error');

  const photoAddress = useMemo(
    () => (photo ? URL.createObjectURL(new Blob([photo], { type: 'image/jpeg' })) : undefined),
    [photo],
  );
  useEffect(
    () => () => {
      if (photoAddress !== undefined) URL.revokeObjectURL(photoAddress);
    },
    [photoAddress],
  );

  const addresses = useAddresses(masters);
  useEffect(() => {
    for (const key of made.current.keys())
      if (!masters.has(key.split(' ')[0] ?? '')) made.current.delete(key);
  }, [masters]);

  // Glyphs follow the typing, so that nothing is fetched after the click; the preview follows the glyphs.
  useEffect(() => {
    let current = true;
    const rested = setTimeout(() => {
      void Promise.all([setUp(preview(draft, offer), enclosures, day), openOutlines()]).then(
        ([{ drawn, font }, { pathOf }]) => {
          if (current) setProof({ sheet: drawn, font, pathOf });
        },
        () => {
          // Without a network the preview waits; generating says what is missing.
        },
      );
    }, 300);
    return () => {
      current = false;
      clearTimeout(rested);
    };
  }, [draft, offer, enclosures, day]);

  // A file made before the last change is no longer the form.
  useEffect(() => {
    setFiled(false);
    if (isFilledIn()) setEmptied('');
    setPictures((before) => (before.length > 0 ? [] : before));
    setOutcome((before) => {
      if (before.kind === 'done') URL.revokeObjectURL(before.address);
      return before.kind === 'working' || before.kind === 'none' ? before : { kind: 'none' };
    });
  }, [draft, photo, enclosures, limit]);

  /** Empties everything, not to be taken back. */
  const empty = (said: string): void => {
    forget();
    setAsked(false);
    setLeft(new Set());
    setNotes(new Map());
    setOnPaper(false);
    setRound((before) => before + 1);
    setEmptied(said);
    if (said !== '') setTimeout(() => announced.current?.focus(), 0);
  };

  // Asked only where something would be lost: a page that listens for leaving is kept by no browser for going back.
  const stored =
    keeping.kind === 'saved' &&
    enclosures.every(({ kind }) => kind === 'letter') &&
    (keeping.photo || !photo);
  const atStake = isFilledIn() && !filed && !stored;
  useEffect(() => {
    if (!atStake) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      // Browsers of before 2023, WeChat's among them, ask only when this is set.
      Reflect.set(event, 'returnValue', true);
    };
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('beforeunload', ask);
    };
  }, [atStake]);
  useEffect(() => {
    // A page kept for the back button comes back as it was; meanwhile another day may have begun, and the draft may
    // have been deleted elsewhere.
    const back = (event: PageTransitionEvent): void => {
      if (!event.persisted) return;
      setDay(today());
      if ($keeping.get().kind === 'off') void look();
    };
    addEventListener('pageshow', back);
    return () => {
      removeEventListener('pageshow', back);
    };
  }, []);
  useEffect(() => {
    if (!shared) return undefined;
    // On a computer that others use it would show the entries to whoever sits down next.
    const leave = (event: PageTransitionEvent): void => {
      if (event.persisted && isFilledIn()) empty('离开这一页时，填写的内容已清空。');
    };
    addEventListener('pagehide', leave);
    const end = watchIdle({
      warn: () => {
        if (isFilledIn()) setWarned(true);
      },
      back: () => {
        setWarned(false);
      },
      over: () => {
        setWarned(false);
        if (isFilledIn()) empty('十分钟没有操作，填写的内容已清空。');
      },
    });
    return () => {
      removeEventListener('pagehide', leave);
      end();
      setWarned(false);
    };
  }, [shared]);

  useEffect(() => {
    if (returning.current !== '') document.getElementById(returning.current)?.focus();
    returning.current = '';
  }, [draft]);

  const note = (id: string, sentence: string): void => {
    setNotes((before) => new Map(before).set(id, sentence));
  };
  useEffect(() => {
    takeOver(brought(location.hash, day, offer));
  }, []);
  const mark = (id: string): void => {
    setLeft((before) => new Set(before).add(id));
  };
  const sayChanges = (changes: readonly string[]): string =>
    changes.length > 0 ? `已${changes.join('，')}。` : '';

  const work = useMemo(() => workOf(mendDraft(draft).rows.work, day), [draft, day]);
  const workSum =
    work === undefined
      ? ''
      : `各段合计 ${sayMonths(work.total)}，首尾两月都算${work.overlap > 0 ? `，重叠的 ${String(work.overlap)} 个月只算一次` : ''}；连续最长 ${sayMonths(work.continuous)}。`;

  const handedNotes = useMemo(() => notesOf(handed, draft), [handed, draft]);

  // The fields are drawn anew only when something they show has changed: not while the file is being made.
  const askedFor = asked && problems.length > 0;
  const desk = useMemo<Desk>(
    () => ({
      draft,
      offer,
      now: day.slice(0, 7),
      workSum,
      // What is still empty is asked for on generating, not while tabbing through.
      problemsAt: (id) =>
        problems.filter(
          ({ place, sentence, weight }) =>
            placeId(place) === id &&
            (askedFor ||
              (left.has(id) && !/^请(填写|选择)/.test(sentence)) ||
              (place.kind === 'section' && weight === 'warning')),
        ),
      noteAt: (id) => [notes, handedNotes].map((one) => one.get(id) ?? '').find((one) => one !== '') ?? '',
      type: (field, typed) => {
        fill(field, typed);
        if (field === 'level' && clauses.find(({ id }) => id === draft.values.clause)?.level !== typed)
          fill('clause', '');
      },
      typeCell: fillCell,
      leave: (field) => {
        const { value, changes } = mendField(field, $draft.get().values[field]);
        fill(field, value);
        note(`field-${field}`, sayChanges(changes));
        mark(`field-${field}`);
        if (field !== 'idNumber' && field !== 'idType') return;
        const identity = identityOf($draft.get(), day);
        if (!identity) return;
        for (const id of fillEmpty(identity)) {
          note(`field-${id}`, '已按证件号码填入。');
          mark(`field-${id}`);
        }
      },
      leaveCell: (section, key, column) => {
        const row = $draft.get().rows[section].find((one) => one.key === key);
        if (!row) return;
        const { value, changes } = mendCell(section, column, row.cells[column] ?? '');
        if (value !== (row.cells[column] ?? '')) fillCell(section, key, column, value);
        note(`${section}-${key}-${column}`, sayChanges(changes));
        mark(`${section}-${key}-${column}`);
      },
    }),
    [draft, offer, day, workSum, problems, askedFor, left, notes, handedNotes, clauses],
  );

  const say = (next: Outcome): void => {
    setOutcome(next);
    setTimeout(() => summary.current?.focus(), 0);
  };

  const hasPictures = enclosures.some((one) => scansOf(one).length > 0);

  // Once the form is right and the hand rests, the file is drawn ahead, bit by bit while the browser has nothing else
  // to do; the click then finds it ready. Any change drops it.
  useEffect(() => {
    ahead.current = undefined;
    if (!verdict.ok || hasPictures) return undefined;
    const { registration } = verdict;
    let current = true;
    const rest = (): Promise<void> =>
      idle().then(() => {
        if (!current) throw new Error('the form has changed');
      });
    const rested = setTimeout(() => {
      const composed = rest()
        .then(() => compose(registration, enclosures, photo, day))
        .then((one) => {
          const file = one.bind(new Map(), rest);
          file.catch(() => undefined);
          return { ...one, file };
        });
      composed.catch(() => undefined);
      void composed.then(
        () => {
          if (current) ahead.current = { verdict, photo, enclosures, composed };
        },
        () => undefined,
      );
    }, 600);
    const drop = (): void => {
      current = false;
      clearTimeout(rested);
    };
    dropAhead.current = drop;
    return drop;
  }, [verdict, photo, enclosures]);

  const generate = async (confirmed: boolean): Promise<void> => {
    setAsked(true);
    setPictures((before) => (before.length > 0 ? [] : before));
    if (!verdict.ok) {
      say({ kind: 'none' });
      return;
    }
    const { registration, warnings } = verdict;
    setOutcome({ kind: 'working', sentence: '正在排版…' });
    try {
      const ready = ahead.current;
      // What is drawn for the click need not be drawn ahead beside it.
      if (ready?.verdict !== verdict) dropAhead.current();
      const composed = await (ready?.verdict === verdict &&
      ready.photo === photo &&
      ready.enclosures === enclosures
        ? ready.composed
        : compose(registration, enclosures, photo, day));
      const { drawn, font, bind } = composed;
      const sentences = [
        ...warnings.map((problem) => nameRow(problem, draft) + problem.sentence),
        ...composed.said,
      ];
      if (sentences.length > 0 && !confirmed) {
        say({ kind: 'ask', sentences });
        return;
      }
      if (hasPictures) setOutcome({ kind: 'working', sentence: '正在把附件缩到合适的大小…' });
      const bound = hasPictures
        ? await bindWithin(composed, enclosures, masters, limit, made.current)
        : { file: await (composed.file ?? bind(new Map())), pictures: new Map<string, never>() };
      if (!bound) {
        say({
          kind: 'failed',
          sentence: `附件缩到还看得清的最小，合起来仍超过 ${String(limit)} MB，没有生成。请拿掉几页，或选更大的上限；已填的内容都在。`,
        });
        return;
      }
      const { file, pictures: enclosed } = bound;
      const address = URL.createObjectURL(file);
      const name = `碳资产管理师${enclosures.length > 0 ? '报名材料' : '报名审核表'}-${registration.text.name}.pdf`;
      say({ kind: 'done', address, name, bytes: file.size, pictures: enclosed, sheet: drawn, font });
      setFiled(true);
      if (inWeChat()) return;
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
    } catch (cause) {
      console.error(cause);
      say({
        kind: 'failed',
        sentence: '报名表没有生成：有文件没取到，多半是网络断了。已填的内容都在，请连上网络再按一次。',
      });
    }
  };

  const picture = async (): Promise<void> => {
    if (outcome.kind !== 'done') return;
    const { paint } = await openScreen();
    const bitmapOf = (jpeg: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> =>
      createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    const bitmap = photo ? await bitmapOf(photo) : undefined;
    const addresses: string[] = [];
    for (const page of outcome.sheet.pages) {
      const bitmaps = new Map<string, ImageBitmap>();
      for (const mark of page.marks) {
        const jpeg = mark.kind === 'picture' ? outcome.pictures.get(mark.picture) : undefined;
        if (mark.kind === 'picture' && jpeg) bitmaps.set(mark.picture, await bitmapOf(jpeg));
      }
      // A data address, because WeChat saves a long-pressed picture from nothing else.
      addresses.push(
        bitmaps.size > 0
          ? paint(page, outcome.font, bitmap, bitmaps, 150).toDataURL('image/jpeg', 0.8)
          : paint(page, outcome.font, bitmap, bitmaps, 200).toDataURL('image/png'),
      );
      for (const one of bitmaps.values()) one.close();
    }
    setPictures(addresses);
  };

  // Drawn anew only when it has changed: a page is hundreds of outlines.
  const proofed = useMemo(
    () => proof && <Preview {...proof} photo={photoAddress} pictures={addresses} />,
    [proof, photoAddress, addresses],
  );
  const { level } = draft.values;
  const entries = useMemo(
    () => (
      <>
        <h2 id="identity" tabIndex={-1}>
          身份
        </h2>
        <FieldGrid fields={['name', 'idType', 'idNumber', 'sex', 'birth', 'ethnicity', 'politics']} />
        <h2>学历</h2>
        <FieldGrid fields={['education', 'school', 'major', 'graduation']} />
        <Rows section="study" />
        <h2>工作</h2>
        <FieldGrid fields={['employer', 'post', 'title', 'years']} />
        <Rows section="work" />
        <Rows section="certificates" />
        <h2>联系方式</h2>
        <FieldGrid fields={['mobile', 'email', 'address', 'postcode']} />
        <h2>报考</h2>
        <FieldGrid fields={['level', 'sitting']} />
        <RadioField
          field="clause"
          wide
          none="先选报考级别，再从通知的条件里选一条。"
          choices={clauses
            .filter((one) => one.level === level)
            .map(({ id, label, text }) => ({
              id,
              label: (
                <>
                  <b class="num">{label}</b> {text}
                </>
              ),
            }))}
        />
        <h2>照片和附件</h2>
        <Photo photo={photo} address={photoAddress} round={round} />
        <Enclosures addresses={addresses} round={round} />
      </>
    ),
    [level, clauses, photo, photoAddress, addresses, round],
  );

  return (
    <DeskContext.Provider value={desk}>
      {onPaper && (
        <Printed
          registration={preview(draft, offer)}
          enclosures={enclosures}
          photo={photoAddress}
          pictures={addresses}
          day={day}
          onBack={() => {
            setOnPaper(false);
            setTimeout(() => toPaper.current?.focus(), 0);
          }}
        />
      )}
      <div hidden={onPaper}>
        <Keep
          shared={shared}
          onShared={(now) => {
            setShared(now);
            if (now && keeping.kind !== 'off') void dropDraft();
          }}
          onBroughtIn={() => {
            setAsked(false);
            setLeft(new Set());
            setNotes(new Map());
            setRound((before) => before + 1);
          }}
          onSaved={(withPhoto) => {
            setFiled((withPhoto || !photo) && enclosures.every(({ kind }) => kind === 'letter'));
          }}
        />
      </div>
      <div class="announced" role="status">
        {emptied !== '' && (
          <p class="bar" tabIndex={-1} ref={announced}>
            {emptied}
          </p>
        )}
      </div>
      <div class="undo" role="alert">
        {sayTrouble(keeping) !== '' && <p class="bar bad">{sayTrouble(keeping)}</p>}
        {warned && (
          <p class="bar ask">
            <span>
              <b>再过一分钟没有操作，填写的内容就会清空。</b>动一下键盘或点一下页面就接着填。
            </span>
            <button type="button" class="btn">
              我还在
            </button>
          </p>
        )}
      </div>
      <div class="registration" hidden={onPaper}>
        <form
          noValidate
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void generate(false);
          }}
          onFocusCapture={() => {
            if (warmed.current) return;
            warmed.current = true;
            warmUp(day).catch(() => {
              warmed.current = false;
            });
          }}
        >
          {inWeChat() && (
            <p class="bar ask">
              微信里不能保存生成的
              PDF。最好现在就点右上角“…”，选“在浏览器打开”，再开始填写；也可以在这里填好，生成图片后长按保存。
            </p>
          )}
          {handed && (
            <HandedOver
              handed={handed}
              onBack={() => {
                document.getElementById('identity')?.focus();
              }}
            />
          )}
          {entries}

          <h2>生成</h2>
          <p class="small">
            这是一份<strong>参考样式</strong>
            ：通知没有附表样，主办单位当期另有表样的，用主办单位的。承诺签名、单位意见和审核意见留空，打印后签字盖章。
          </p>
          <div ref={summary} tabIndex={-1} class="outcome" role="alert">
            {asked && errors.length > 0 && <ToMend errors={errors} draft={draft} />}
            <Came
              outcome={outcome}
              pictures={pictures}
              enclosed={enclosures.length > 0}
              shared={shared}
              onConfirm={() => {
                void generate(true);
              }}
              onPicture={() => {
                void picture();
              }}
              onStored={() => {
                empty('填写的内容已清空。下载的 PDF 不在其内，请自己从“下载”里删除。');
              }}
            />
          </div>
          <p class="acts">
            <button type="submit" class="btn" disabled={outcome.kind === 'working'}>
              生成{enclosures.length > 0 ? '报名材料' : '报名表'} PDF
            </button>
            <button
              type="button"
              class="btn quiet"
              ref={toPaper}
              onClick={() => {
                setOnPaper(true);
              }}
            >
              打印版（网页）
            </button>
            <button
              type="button"
              class="btn quiet"
              id="empty-form"
              onClick={() => {
                clear('已清空报名表。');
                setAsked(false);
                setLeft(new Set());
                setNotes(new Map());
                setRound(round + 1);
              }}
            >
              清空
            </button>
          </p>
          <p class="small">
            还要准备的材料见<a href={routes.materials}>报名材料</a>；拿不准符合哪一条，先做
            <a href={routes.eligibility}>我能报吗</a>。
          </p>
          <div class="undo" role="status">
            {taken && (
              <UndoBar
                taken={taken}
                onUndo={() => {
                  const there = document.getElementById(placeOf(taken));
                  if (there) there.focus();
                  else returning.current = placeOf(taken);
                  undo();
                }}
                onShut={() => {
                  dropUndo();
                  summary.current?.focus({ preventScroll: true });
                }}
              />
            )}
          </div>
        </form>
        <aside aria-label="预览">
          <details class="proof-of" open={matchMedia('(min-width: 68rem)').matches}>
            <summary class="tap">预览报名表</summary>
            {proofed ?? <p class="small">正在取字形…</p>}
          </details>
        </aside>
      </div>
    </DeskContext.Provider>
  );
}
