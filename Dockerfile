# Not yet run: no container engine was at hand when this was written.
#
# One image for both ways: with DATABASE_URL it uses that PostgreSQL (compose.yaml), without it the embedded one in /data.
FROM node:22-bookworm-slim AS build
WORKDIR /otdel
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 OTDEL_DATA=/data
WORKDIR /otdel
COPY --from=build /otdel/package.json ./
COPY --from=build /otdel/node_modules ./node_modules
COPY --from=build /otdel/migrations ./migrations
COPY --from=build /otdel/dist ./dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4100
# the first start makes a database and its tables
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:4100/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/server/cli.js"]
CMD ["serve"]
