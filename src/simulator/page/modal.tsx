/** The modal on top of the viewer's stack, as a form. */
import type { KnownBlock, ModalView } from '@slack/types'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { OpenView } from '#simulator/contract.ts'
import { Blocks } from './block.tsx'
import { useModalDialog } from './confirm.tsx'
import type { FieldValue } from './field-value.ts'
import { InlineText } from './mrkdwn.tsx'
import { Failure, type Surface, SurfaceProvider, usePress } from './surface.tsx'
import { useWorkspace } from './workspace.tsx'

/** One dialog for the whole stack: pushing or replacing a view changes what is in it. */
export function Modal({ open }: { open: OpenView }) {
  const { act } = useWorkspace()
  const ref = useModalDialog()
  const close = () => void act({ action: 'closeView', viewId: open.id })
  useViewFocus(ref, open)
  return (
    <dialog
      ref={ref}
      className="dialog dialog-view"
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      // A second Escape in a row closes a dialog whatever the page says, but there may be a view below this one.
      onClose={(event) => {
        event.currentTarget.showModal()
        close()
      }}
    >
      <ModalForm key={open.id} open={open} close={close} />
    </dialog>
  )
}

function ModalForm({ open, close }: { open: OpenView; close(): void }) {
  const { act } = useWorkspace()
  const view = open.view as ModalView
  const { surface, filled, failed } = useFormSurface(open)
  const [isSending, setSending] = useState(false)
  const [refused, setRefused] = useState<string>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending || !view.submit) return
    setSending(true)
    setRefused(undefined)
    await filled()
    const outcome = await act({ action: 'submit', viewId: open.id })
    setSending(false)
    if (!outcome.ok) setRefused(outcome.failed)
  }
  const problem = refused ?? failed
  return (
    <form onSubmit={submit} noValidate>
      <header className="dialog-head">
        <h2 id="modal-title" tabIndex={-1}>
          <InlineText text={view.title} />
        </h2>
        <button type="button" className="button button-icon" aria-label="Close" onClick={close}>
          <span aria-hidden="true">✕</span>
        </button>
      </header>
      <section
        className="dialog-body"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text without fields could not be scrolled by keyboard otherwise
        tabIndex={0}
        aria-labelledby="modal-title"
      >
        <SurfaceProvider value={surface}>
          <Blocks blocks={view.blocks as KnownBlock[]} headingLevel={3} />
        </SurfaceProvider>
      </section>
      <footer className="dialog-foot">
        {problem !== undefined && <Failure text={problem} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={close}>
            {view.close ? <InlineText text={view.close} /> : view.submit ? 'Cancel' : 'Close'}
          </button>
          {view.submit && (
            <button
              type="submit"
              className="button button-primary"
              aria-disabled={isSending}
              aria-busy={isSending}
            >
              <InlineText text={view.submit} />
            </button>
          )}
        </div>
      </footer>
    </form>
  )
}

type Drafts = Map<string, FieldValue>

/**
 * The fields of a view. What somebody types is on the screen at once and sent after; the answers of the
 * server count again when the app has changed the view, unless something is still on its way.
 */
function useFormSurface(open: OpenView): {
  surface: Surface
  filled(): Promise<unknown>
  failed: string | undefined
} {
  const { act } = useWorkspace()
  const { press, pressing, failed } = usePress({ viewId: open.id })
  const [drafts, setDrafts] = useState<Drafts>(new Map())
  const sending = useRef(0)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for everything that the app can change
  useEffect(() => {
    if (sending.current === 0) setDrafts(new Map())
  }, [open.hash])
  const fill = (blockId: string, actionId: string, value: FieldValue) => {
    setDrafts((all) => new Map(all).set(`${blockId} ${actionId}`, value))
    sending.current += 1
    last.current = last.current
      .then(() => act({ action: 'fill', viewId: open.id, values: { [blockId]: { [actionId]: value } } }))
      .finally(() => {
        sending.current -= 1
      })
  }
  const surface: Surface = {
    valueOf: (blockId, actionId) =>
      drafts.get(`${blockId} ${actionId}`) ??
      (open.values[blockId]?.[actionId] as Record<string, unknown> | undefined),
    press: async (blockId, actionId, chosen) => {
      await last.current
      await press(blockId, actionId, chosen)
    },
    fill,
    errors: open.errors,
    pressing,
    idPrefix: `view-${open.id}`,
  }
  return { surface, filled: () => last.current, failed }
}

/** Puts the focus on the title of a new view, on the field that asks for it, or on the first error. */
function useViewFocus(ref: { current: HTMLDialogElement | null }, open: OpenView): void {
  const invalid = JSON.stringify(open.errors)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each view, not each time it is drawn
  useEffect(() => {
    const find = (selector: string) => ref.current?.querySelector<HTMLElement>(selector)
    const target = find('[data-focus-on-load]') ?? find('#modal-title')
    target?.focus()
  }, [open.id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the app has changed the view, what was focused may be gone
  useEffect(() => {
    const isLost = !ref.current?.contains(document.activeElement) || document.activeElement === ref.current
    if (isLost) ref.current?.querySelector<HTMLElement>('#modal-title')?.focus()
  }, [open.hash])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the errors change
  useEffect(() => {
    const bad = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const target = bad?.matches('input, select, textarea') ? bad : bad?.querySelector<HTMLElement>('input')
    target?.focus()
  }, [invalid])
}
