import QtQuick
import Lobby

/** Who waved to somebody. */
NewsLine {
    required property list<string> names

    visible: names.length > 0
    iconName: "hand"
    iconColor: Theme.hello
    hint: names.length === 1 ? qsTr("%1 waved to you.").arg(names[0])
        : names.length < 4 ? qsTr("%1 waved to you.", "several people").arg(inARow(names))
        : qsTr("%1 and %n others waved to you.", "", names.length - 2).arg(names.slice(0, 2).join(", "))
}
