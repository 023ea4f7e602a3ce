import { AsyncLocalStorage } from 'node:async_hooks'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import type { Outcome, Step, Tracer } from './watch.ts'

/** Where traces go, and under which name. */
export type TraceTarget = { url: string; serviceName: string }

export type Traces = Tracer & {
  /** Sends what has not been sent yet, and no more; it takes no longer than it may. */
  stop(): Promise<void>
}

/** A stop waits no longer than this for whoever collects traces, who may be away. */
const LAST_FLUSH_MS = 1_500

const FAILURES: readonly Outcome[] = ['failed', 'refused', 'lost']

/**
 * Sends spans by OTLP over HTTP, as JSON. Loaded here, because without a target none of it is needed. Nothing of it is
 * global, so that there may be several bots in one process; a span is known to what happens within it. It has the
 * kind of its step and what came of it, and nothing that names anybody. `isLost` hears when a batch did not
 * arrive, and when one does.
 */
export async function startTraces(
  { url, serviceName }: TraceTarget,
  isLost: (lost: boolean) => void,
): Promise<Traces> {
  const [
    { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace },
    { BatchSpanProcessor, TracerProvider },
    resources,
    otlp,
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ])
  const exporter = telling(new otlp.OTLPTraceExporter({ url }), isLost)
  const processor = new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('supportgroup')
  const around = new AsyncLocalStorage<ReturnType<typeof tracer.startSpan>>()
  const kinds: Partial<Record<Step['name'], number>> = {
    request: SpanKind.SERVER,
    slackCall: SpanKind.CLIENT,
    job: SpanKind.CONSUMER,
  }
  return {
    begin(step) {
      const parent = around.getStore()
      const kind = 'kind' in step ? step.kind : undefined
      const span = tracer.startSpan(
        kind === undefined ? step.name : `${step.name} ${kind}`,
        {
          kind: kinds[step.name] ?? SpanKind.INTERNAL,
          attributes: { step: step.name, ...(kind !== undefined && { kind }) },
        },
        parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT,
      )
      return {
        within: (work) => around.run(span, work),
        end(outcome) {
          span.setAttribute('outcome', outcome)
          if (FAILURES.includes(outcome)) span.setStatus({ code: SpanStatusCode.ERROR })
          span.end()
        },
      }
    },
    acknowledged: () => void around.getStore()?.addEvent('acknowledged'),
    async stop() {
      const flushed = provider.shutdown().catch(() => {})
      const { promise: isLate, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, LAST_FLUSH_MS)
      await Promise.race([flushed, isLate])
      clearTimeout(timer)
    },
  }
}

/** The library itself says nothing where traces do not arrive. */
function telling(exporter: SpanExporter, isLost: (lost: boolean) => void): SpanExporter {
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        isLost(result.code !== 0)
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  }
}
