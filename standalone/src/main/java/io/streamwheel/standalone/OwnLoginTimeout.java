package io.streamwheel.standalone;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.PropertyElf;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Gives a pool a data source of its own. A pool that has only an address sets the login time-out of
 * {@link java.sql.DriverManager}, which is that of every driver in the process: the store of the
 * embedded broker would then open each connection on a thread of its own, and end the broker when a
 * starved or frozen machine lets that take three seconds.
 */
final class OwnLoginTimeout implements BeanPostProcessor {

    /** The pool is filled with its settings by now, and not started before it is first asked. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(pool.getJdbcUrl());
            PropertyElf.setTargetFromProperties(source, pool.getDataSourceProperties());
            pool.setDataSource(source);
        }
        return bean;
    }
}
