# The application as an image: `docker build -t sojourn:0.1.0 .`, or let docker-compose do it. A worker of Kafka Connect with our plugins and
# Debezium's: `docker build --target connect -t sojourn-connect:0.1.0 .`
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -Dmaven.test.skip=true package \
 && mkdir /out && mv streams-app/target/lib /out/lib \
 && mv streams-app/target/sojourn.cdx.json /out/ \
 && mv streams-app/target/sojourn-streams-app-*.jar /out/sojourn.jar

# One worker, as scripts/connect runs it: positions of sources in /opt/sojourn/data.
FROM eclipse-temurin:17.0.17_10-jre-jammy AS connect
RUN useradd --system --uid 10001 --home-dir /opt/sojourn --create-home --shell /usr/sbin/nologin sojourn \
 && mkdir /opt/sojourn/data && chown sojourn /opt/sojourn/data
WORKDIR /opt/sojourn
COPY LICENSE NOTICE ./
COPY docs/examples/connect docs/examples/connect
COPY --from=build /src/connectors/target/lib connectors/target/lib
COPY --from=build /src/connectors/target/plugins connectors/target/plugins
USER sojourn
VOLUME /opt/sojourn/data
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8083 && printf 'GET /connectors HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-Dlogback.configurationFile=docs/examples/connect/logback.xml", "-cp", "connectors/target/lib/*", "org.apache.kafka.connect.cli.ConnectStandalone", "docs/examples/connect/worker.properties"]
CMD ["docs/examples/connect/postgres-source.properties"]

FROM eclipse-temurin:17.0.17_10-jre-jammy
RUN useradd --system --uid 10001 --home-dir /var/lib/sojourn --create-home --shell /usr/sbin/nologin sojourn
COPY LICENSE NOTICE /opt/sojourn/
COPY docs/mappings /opt/sojourn/docs/mappings
COPY --from=build /out/ /opt/sojourn/
WORKDIR /opt/sojourn
USER sojourn

# Local state survives a new container; losing it costs a restore from Kafka, no data.
VOLUME /var/lib/sojourn
ENV SOJOURN_STATE_DIR=/var/lib/sojourn/state \
    SOJOURN_HTTP_HOST=0.0.0.0 \
    SOJOURN_HTTP_PORT=8080
EXPOSE 8080

# Unhealthy when only a restart helps. Bash speaks HTTP well enough, so the image needs no curl.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SOJOURN_HTTP_PORT && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

# Half of the container's memory is heap; RocksDB takes rocksdb.memory beside it. JAVA_TOOL_OPTIONS overrides.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-cp", "/opt/sojourn/sojourn.jar:/opt/sojourn/lib/*", "io.sojourn.cli.Main"]
CMD ["run"]
