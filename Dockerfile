# The application as an image: `docker build -t sojourn:0.1.0 .`, or let docker-compose do it.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -ntp -Dmaven.test.skip=true package \
 && mkdir /out && mv streams-app/target/lib /out/lib \
 && mv streams-app/target/sojourn.cdx.json /out/ \
 && mv streams-app/target/sojourn-streams-app-*.jar /out/sojourn.jar

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
