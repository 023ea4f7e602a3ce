# The bot alone; compose.yaml puts a Postgres beside it. There is nothing to build: Node runs the sources as they are.
FROM node:24.21.0-slim

ENV NODE_ENV=production
# For `npm run` where nothing may be written but to /tmp.
ENV npm_config_cache=/tmp/npm npm_config_update_notifier=false
WORKDIR /opt/supportgroup

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY prisma/migrations prisma/migrations
COPY src src

# Where the embedded Postgres would keep its data, for whoever runs the image without DATABASE_URL and mounts a volume here.
RUN mkdir --mode=700 .data && chown node:node .data

# What a start compiles serves for the next, if the same user starts it with the same options: this one ends for want of
# settings, after what is loaded later or in a thread of its own. Afterwards nobody who runs the bot may write there.
RUN install --directory --owner=node node_modules/.cache/compiled \
  && ! NODE_COMPILE_CACHE=node_modules/.cache/compiled setpriv --reuid=node --regid=node --clear-groups \
    node --max-semi-space-size=4 --input-type=module --eval "for (const name of [ \
      './src/watch/metrics.ts', \
      './src/slack/http-thread.ts', \
      '@prisma/client/runtime/query_compiler_small_bg.postgresql.mjs', \
      '@prisma/client/runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs', \
      './src/main-start.js', \
    ]) await import(name).catch(() => {})" 2> /dev/null \
  && test -n "$(ls node_modules/.cache/compiled)" \
  && chown --recursive root:root node_modules/.cache && chmod --recursive a+rX node_modules/.cache
USER node

# 3000 for HTTP; how the bot is can be asked from inside alone.
EXPOSE 3000
ENV HEALTH_PORT=8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then(({ ok }) => process.exit(ok ? 0 : 1))"]
STOPSIGNAL SIGTERM

CMD ["node", "--max-semi-space-size=4", "--disable-warning=DeprecationWarning", "--env-file-if-exists=.env", "src/main-start.js"]
