/** A picture moved under a frame of fixed shape by touch, mouse or keys; what the frame holds is kept as a JPEG. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { clampCrop, firstCrop, frame, type Crop, type Pixels } from '../../domain/registration/picture.ts';
import { openScans } from './press.ts';

/** What the frame held when the hand came to rest. */
export interface Cut {
  readonly jpeg: Uint8Array<ArrayBuffer>;
  /** RGBA, row by row. */
  readonly pixels: Uint8ClampedArray;
}

interface Props {
  readonly picture: ImageBitmap;
  /** Shape and size of what is cut out. */
  readonly size: Pixels;
  /** What is moved: 照片, 身份证人像面. */
  readonly what: string;
  readonly shape: 'upright' | 'lying';
  readonly onCut: (cut: Cut) => void;
}

/** The picture turned by a quarter to the right. */
async function turned(picture: ImageBitmap): Promise<ImageBitmap> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.height, picture.width];
  const ink = canvas.getContext('2d');
  if (!ink) return picture;
  ink.translate(canvas.width, 0);
  ink.rotate(Math.PI / 2);
  ink.drawImage(picture, 0, 0);
  return createImageBitmap(canvas);
}

export function Cropper({ picture: given, size, what, shape, onCut }: Props) {
  const [picture, setPicture] = useState(given);
  const [crop, setCrop] = useState<Crop>(() => clampCrop(firstCrop, given, size));
  const canvas = useRef<HTMLCanvasElement>(null);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const cut = useRef(onCut);
  cut.current = onCut;

  useEffect(() => {
    setPicture(given);
    setCrop(clampCrop(firstCrop, given, size));
  }, [given, size]);

  // Draws what the frame holds, and keeps it once the hand has rested.
  useEffect(() => {
    const board = canvas.current;
    const ink = board?.getContext('2d');
    if (!board || !ink) return undefined;
    const { left, top, across, down } = frame(crop, picture, size);
    ink.imageSmoothingQuality = 'high';
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, size.width, size.height);
    ink.drawImage(picture, left, top, across, down, 0, 0, size.width, size.height);
    let current = true;
    const rested = setTimeout(() => {
      const pixels = ink.getImageData(0, 0, size.width, size.height).data;
      void openScans()
        .then(({ encode }) => encode(board, 0.92))
        .then((jpeg) => {
          if (current) cut.current({ jpeg, pixels });
        });
    }, 250);
    return () => {
      current = false;
      clearTimeout(rested);
    };
  }, [picture, crop, size]);

  const change = (next: (crop: Crop) => Crop): void => {
    setCrop((before) => clampCrop(next(before), picture, size));
  };
  /** Moves the picture under the frame by a share of the frame. */
  const move = (right: number, down: number): void => {
    change((before) => {
      const window = frame(before, picture, size);
      return {
        ...before,
        x: before.x - (right * window.across) / picture.width,
        y: before.y - (down * window.down) / picture.height,
      };
    });
  };
  const zoomBy = (factor: number): void => {
    change((before) => ({ ...before, zoom: before.zoom * factor }));
  };

  const drag = (event: PointerEvent): void => {
    const before = fingers.current.get(event.pointerId);
    if (!before || !(event.currentTarget instanceof HTMLElement)) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const gap = (point: { x: number; y: number }): number =>
        Math.hypot(point.x - other.x, point.y - other.y);
      zoomBy(gap(now) / Math.max(1, gap(before)));
    } else move((now.x - before.x) / width, (now.y - before.y) / height);
    fingers.current.set(event.pointerId, now);
  };
  const drop = (event: PointerEvent): void => {
    fingers.current.delete(event.pointerId);
  };
  const press = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => {
        move(-0.02, 0);
      },
      ArrowRight: () => {
        move(0.02, 0);
      },
      ArrowUp: () => {
        move(0, -0.02);
      },
      ArrowDown: () => {
        move(0, 0.02);
      },
      '+': () => {
        zoomBy(1.05);
      },
      '=': () => {
        zoomBy(1.05);
      },
      '-': () => {
        zoomBy(1 / 1.05);
      },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <>
      <div class={`frame ${shape}`}>
        <button
          type="button"
          class="crop"
          aria-label={`${what}裁切框：拖动，或用方向键移动、加减号缩放`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
          }}
          onPointerMove={drag}
          onPointerUp={drop}
          onPointerCancel={drop}
          onKeyDown={press}
        >
          <canvas ref={canvas} width={size.width} height={size.height} />
        </button>
      </div>
      <div class="crop-acts">
        <label class="zoom">
          缩放
          <input
            type="range"
            min={1}
            max={8}
            step={0.05}
            value={crop.zoom}
            aria-label={`${what}缩放`}
            onInput={(event) => {
              const zoom = Number(event.currentTarget.value);
              change((before) => ({ ...before, zoom }));
            }}
          />
        </label>
        <div class="nudge" role="group" aria-label={`移动${what}`}>
          <span aria-hidden="true">移动</span>
          {(
            [
              ['左', -0.04, 0],
              ['右', 0.04, 0],
              ['上', 0, -0.04],
              ['下', 0, 0.04],
            ] as const
          ).map(([name, right, down]) => (
            <button
              key={name}
              type="button"
              class="btn quiet"
              onClick={() => {
                move(right, down);
              }}
            >
              <span class="visually-hidden">{what}向</span>
              {name}
              <span class="visually-hidden">移</span>
            </button>
          ))}
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              void turned(picture).then((next) => {
                setPicture(next);
                setCrop(clampCrop(firstCrop, next, size));
              });
            }}
          >
            转 90°<span class="visually-hidden">{what}</span>
          </button>
        </div>
      </div>
    </>
  );
}
