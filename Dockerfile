# The three services and the demo shop's visitors, one target each: docker build --target ingest|transform|analysis|demo .
# Nothing but this directory and Maven Central goes in.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/maven \
    mvn -B -ntp -q -Dmaven.repo.local=/maven -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -pl ingest-service,transform-service,analysis-service,standalone -am package
RUN for service in ingest transform analysis; do \
        java -Djarmode=tools -jar $service-service/target/$service-service-*-boot.jar \
            extract --layers --application-filename app.jar --destination /layers/$service || exit 1; \
    done

# Training of the AOT cache and serving must see the same Java, the same jars and the same options.
FROM eclipse-temurin:25-jre AS runtime
RUN groupadd --system --gid 10001 streamwheel \
    && useradd --system --uid 10001 --gid streamwheel --home-dir /app --shell /usr/sbin/nologin streamwheel \
    && install -d -o streamwheel -g streamwheel /app
WORKDIR /app
USER streamwheel
# spring.aot.enabled: the contexts as the build made them. Inside a container every address is its own; what is published is decided outside.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -Dspring.aot.enabled=true" \
    STREAMWHEEL_BIND=0.0.0.0 \
    STREAMWHEEL_MANAGEMENT_BIND=0.0.0.0
COPY --chmod=755 deploy/ready /usr/local/bin/ready
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-jar", "app.jar"]

# Each AOT cache is made by a whole start, on a broker and a database that are there for that step only and leave nothing behind.
FROM runtime AS ingest
# Little heap by itself, and a young generation that what a burst holds for a moment fits into: it need not be collected among what stays.
ENV JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:+UseSerialGC -Xms60m -Xmn44m -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=90"
COPY --from=build --chown=streamwheel /layers/ingest/dependencies/ ./
COPY --from=build --chown=streamwheel /layers/ingest/snapshot-dependencies/ ./
COPY --from=build --chown=streamwheel /layers/ingest/application/ ./
RUN --mount=type=bind,source=deploy,target=/deploy \
    --mount=type=bind,from=build,source=/src/standalone/target/app,target=/servers \
    bash /deploy/train ingest /servers
EXPOSE 8080 9080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["ready", "8080"]

FROM runtime AS transform
ENV JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:+UseSerialGC -Xms88m -Xmn56m -XX:SurvivorRatio=3 -XX:TargetSurvivorRatio=90"
COPY --from=build --chown=streamwheel /layers/transform/dependencies/ ./
COPY --from=build --chown=streamwheel /layers/transform/snapshot-dependencies/ ./
COPY --from=build --chown=streamwheel /layers/transform/application/ ./
RUN --mount=type=bind,source=deploy,target=/deploy \
    --mount=type=bind,from=build,source=/src/standalone/target/app,target=/servers \
    bash /deploy/train transform /servers
EXPOSE 8081 9081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["ready", "8081"]

FROM runtime AS analysis
# Priorities count, so that a build waits for requests and not the other way round. That needs no right but to lower one's own, of which Java
# warns at every start. The heap grows when it must, not because it may: a third of the time may go to the collector before it does.
ENV JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=13 -XX:JavaPriority2_To_OSPriority=10 -XX:CompilerThreadPriority=0 -XX:-PrintWarnings -XX:+UseG1GC -Xms128m -XX:G1HeapRegionSize=2m -XX:GCTimeRatio=2 -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40"
COPY --from=build --chown=streamwheel /layers/analysis/dependencies/ ./
COPY --from=build --chown=streamwheel /layers/analysis/snapshot-dependencies/ ./
COPY --from=build --chown=streamwheel /layers/analysis/application/ ./
RUN --mount=type=bind,source=deploy,target=/deploy \
    --mount=type=bind,from=build,source=/src/standalone/target/app,target=/servers \
    bash /deploy/train analysis /servers
EXPOSE 8082 9082
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 CMD ["ready", "8082"]

# Posts the demo shop's events to services that run, prints three curl lines and ends.
FROM runtime AS demo
COPY --from=build /src/standalone/target/app/ ./
RUN mkdir /app/data
VOLUME /app/data
ENTRYPOINT ["java", "-cp", "streamwheel.jar", "io.streamwheel.standalone.RemoteDemo", "/app/data"]
