/** Dialogs that ask once more before something is told to the app. */
import type { ConfirmationDialog } from '@slack/types'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { InlineText, TextBlock } from './mrkdwn.tsx'

/**
 * Asks before `run` if the element has a `confirm`; runs at once if it has none. Answers the function that
 * asks, and the dialog to draw.
 */
export function useConfirm(): [ask: (confirm: unknown, run: () => void) => void, dialog: ReactNode] {
  const [waiting, setWaiting] = useState<{ confirm: ConfirmationDialog; run: () => void }>()
  const ask = (confirm: unknown, run: () => void) => {
    if (confirm) setWaiting({ confirm: confirm as ConfirmationDialog, run })
    else run()
  }
  const dialog = waiting && (
    <ConfirmDialog
      confirm={waiting.confirm}
      answer={(isYes) => {
        setWaiting(undefined)
        if (isYes) waiting.run()
      }}
    />
  )
  return [ask, dialog]
}

function ConfirmDialog(props: { confirm: ConfirmationDialog; answer(isYes: boolean): void }) {
  const { title, text, confirm, deny, style } = props.confirm
  const id = useId()
  const ref = useModalDialog()
  const yes = style === 'danger' ? 'button button-danger' : 'button button-primary'
  return (
    <dialog
      ref={ref}
      className="dialog dialog-small"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault()
        event.stopPropagation()
        props.answer(false)
      }}
      onClose={() => props.answer(false)}
    >
      <h2 id={`${id}-title`}>{title ? <InlineText text={title} /> : 'Are you sure?'}</h2>
      <div id={`${id}-text`} className="prose">
        <TextBlock text={text} />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => props.answer(false)}>
          {deny ? <InlineText text={deny} /> : 'Cancel'}
        </button>
        <button type="button" className={yes} onClick={() => props.answer(true)}>
          {confirm ? <InlineText text={confirm} /> : 'Yes'}
        </button>
      </div>
    </dialog>
  )
}

/**
 * A dialog element that is open as long as it is drawn. The browser keeps the focus inside; when it goes, the
 * focus returns to where it was, or to the message field if that is gone.
 */
export function useModalDialog() {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    return () => {
      const target =
        opener?.isConnected && opener !== document.body ? opener : document.querySelector('#composer')
      if (target instanceof HTMLElement) target.focus()
    }
  }, [])
  return ref
}
